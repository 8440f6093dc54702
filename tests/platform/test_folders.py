"""Records live only where they are safe from cloud programs and network drives."""

from pathlib import Path, PurePosixPath

import pytest

from desktop.errors import FolderError
from desktop.platform.folders import (
    mounts_of_linux,
    mounts_of_macos,
    require_fit,
    require_new,
    system_at,
    why_unfit,
)


@pytest.mark.parametrize(
    "name",
    ["OneDrive", "OneDrive - Some Charity", "Dropbox (Charity)", "Google Drive", "Nextcloud", "iCloudDrive"],
)
def test_a_folder_of_a_cloud_program_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(FolderError, match="cloud program"):
        require_fit(tmp_path / name / "deeper" / "records")


@pytest.mark.parametrize("mark", [".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log"])
def test_a_folder_of_a_cloud_program_is_refused_by_its_marks(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).touch()
    assert why_unfit(tmp_path / "records") is not None


def test_a_home_where_dropbox_keeps_its_settings_is_no_cloud_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert why_unfit(tmp_path / "records") is None


def test_a_cloud_folder_with_a_name_of_its_own_is_found_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why_unfit(tmp_path / "Charity" / "records") is None
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Charity"))
    assert why_unfit(tmp_path / "Charity" / "records") is not None


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert why_unfit(tmp_path / "plain" / "records") is not None


def test_an_ordinary_folder_is_fit_though_its_name_resembles(tmp_path: Path) -> None:
    assert why_unfit(tmp_path / "Dropboxes of cards" / "records") is None


def test_the_file_system_of_a_place_is_that_of_the_deepest_mount() -> None:
    mounts = mounts_of_linux("/dev/sda1 / ext4 rw 0 0\n//nas/share /mnt/our\\040share cifs rw 0 0\n")
    assert system_at(PurePosixPath("/mnt/our share/records"), mounts) == "cifs"
    assert system_at(PurePosixPath("/mnt/our shares"), mounts) == "ext4"


def test_the_mounts_of_macos_are_read() -> None:
    listed = "/dev/disk3s1 on / (apfs, sealed, local)\n//anna@nas/share on /Volumes/share (smbfs, nodev)\n"
    assert mounts_of_macos(listed) == [("/", "apfs"), ("/Volumes/share", "smbfs")]


def test_new_records_go_into_a_missing_or_empty_folder(tmp_path: Path) -> None:
    require_new(tmp_path)
    require_new(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_new_records_never_go_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(FolderError, match="not empty"):
        require_new(tmp_path)
    with pytest.raises(FolderError, match="not a folder"):
        require_new(tmp_path / "letter.txt")


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(FolderError, match="may not write"):
        require_new(Path("/proc/records"))

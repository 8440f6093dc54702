"""The house keeps its rules, and each rule is proved by an offence that is planted."""

import importlib
from pathlib import Path, PurePosixPath

import pytest

from tests.guards import rules
from tests.guards.source import ROOT, Rule, faults, files, modules

LONG_FUNCTION = "def long():\n" + "    x = 1\n" * 50
AT_THE_LIMIT = "def long():\n" + "    x = 1\n" * 49

# rule, where the offence is planted, the offence
OFFENCES = [
    (rules.module_sizes, "desktop/ui/case.py", "x = 1\n" * 501),
    (rules.module_sizes, "tests/ui/test_case.py", "x = 1\n" * 501),
    (rules.function_sizes, "desktop/ui/case.py", LONG_FUNCTION),
    (rules.function_sizes, "migrations/versions/one.py", LONG_FUNCTION),
    (rules.function_sizes, "dev.py", LONG_FUNCTION.replace("def", "async def")),
    (rules.telling_names, "desktop/ui/utils.py", ""),
    (rules.telling_names, "desktop/common/dates.py", ""),
    (rules.telling_names, "tests/store/key_helpers.py", ""),
    (rules.no_commit, "desktop/services/cases.py", "def close(session):\n    session.commit()\n"),
    (rules.no_commit, "desktop/queries/cases.py", "def close(session):\n    session.rollback()\n"),
    (rules.no_waiting_for_time, "desktop/ui/case.py", "QApplication.processEvents()\n"),
    (rules.no_waiting_for_time, "desktop/background/tasks.py", "import time\ntime.sleep(1)\n"),
    (rules.no_waiting_for_time, "desktop/background/tasks.py", "from time import sleep\n"),
    (rules.no_waiting_for_time, "desktop/background/work.py", "class Work(QtCore.QThread): ...\n"),
    (rules.no_waiting_for_time, "desktop/background/work.py", "class Work(QThread): ...\n"),
    (rules.no_waiting_for_time, "tests/ui/test_case.py", "def test_x(qtbot):\n    qtbot.wait(50)\n"),
    (rules.no_waiting_for_time, "tests/ui/test_case.py", "QTest.qWait(50)\n"),
    (rules.whole_translations, "desktop/ui/case.py", "self.tr(f'{n} people')\n"),
    (rules.whole_translations, "desktop/ui/case.py", "tr('people: ' + n)\n"),
    (rules.whole_translations, "desktop/ui/case.py", "self.tr('%d people' % n)\n"),
    (rules.whole_translations, "desktop/ui/case.py", "self.tr('{} people'.format(n))\n"),
    (rules.one_writer, "desktop/exports/csv.py", "open(path, 'w')\n"),
    (rules.one_writer, "desktop/exports/csv.py", "open(path, mode='xb')\n"),
    (rules.one_writer, "desktop/exports/csv.py", "path.open('r+')\n"),
    (rules.one_writer, "desktop/exports/csv.py", "path.write_text('')\n"),
    (rules.one_writer, "desktop/exports/csv.py", "path.write_bytes(b'')\n"),
    (rules.one_writer, "desktop/store/backup.py", "os.replace(part, path)\n"),
    (rules.one_writer, "desktop/store/backup.py", "shutil.copyfile(path, other)\n"),
    (rules.one_writer, "desktop/exports/xlsx.py", "zipfile.ZipFile(path, 'w')\n"),
    (rules.one_writer, "desktop/exports/pdf.py", "tempfile.mkstemp()\n"),
    (rules.keywords_after_session, "desktop/services/cases.py", "def close(session, case_id): ...\n"),
    (rules.keywords_after_session, "desktop/queries/cases.py", "def find(session, /, a, *, b): ...\n"),
    (rules.steps_stay_inside, "desktop/ui/case.py", "from desktop.queries.search import find_matches\n"),
    (
        rules.step_modules_stay_inside,
        "desktop/imports/rows.py",
        "from desktop.services.case_records import add_record\n",
    ),
    (rules.steps_stay_inside, "desktop/returns/count.py", "search.find_matches(session, 'a')\n"),
    (rules.purpose_told, "desktop/ui/case.py", "def show():\n    'Show it.'\n"),
    (rules.purpose_told, "desktop/ui/case.py", "'One case.'\ndef show(): ...\n"),
    (
        rules.purpose_told,
        "desktop/ui/case.py",
        "'One case.'\nclass Case:\n    'A case.'\n    def show(self): ...\n",
    ),
    (rules.frozen_answers, "desktop/queries/cases.py", "@dataclass\nclass CaseRow: ...\n"),
    (rules.frozen_answers, "desktop/queries/cases.py", "@dataclass(slots=True)\nclass CaseRow: ...\n"),
    (
        rules.frozen_answers,
        "desktop/returns/result.py",
        "@dataclasses.dataclass(frozen=False)\nclass Cell: ...\n",
    ),
    (rules.real_parts, "tests/store/test_a.py", "from unittest.mock import MagicMock\n"),
    (rules.real_parts, "tests/store/test_a.py", "from unittest import mock\n"),
    (rules.real_parts, "tests/store/test_a.py", "import unittest.mock\n"),
    (rules.real_parts, "tests/store/test_a.py", "monkeypatch.setattr('desktop.store.open', None)\n"),
    (rules.version_in_one_place, "desktop/__init__.py", "__version__ = '1.0'\n"),
]

# rule, where, what is no offence
FAIR = [
    (rules.module_sizes, "desktop/ui/case.py", "x = 1\n" * 500),
    (rules.function_sizes, "desktop/ui/case.py", AT_THE_LIMIT),
    (rules.function_sizes, "tests/ui/test_case.py", LONG_FUNCTION),
    (rules.telling_names, "desktop/ui/commonwealth.py", ""),
    (rules.no_commit, "desktop/store/records.py", "connection.commit()\n"),
    (
        rules.no_waiting_for_time,
        "desktop/ui/case.py",
        "event.wait(5)\nqtbot.waitUntil(done)\nthread.wait()\n",
    ),
    (rules.whole_translations, "desktop/ui/case.py", "self.tr('{n} people').format(n=3)\n"),
    (
        rules.one_writer,
        "desktop/imports/csv.py",
        "open(path)\npath.open('rb')\npath.read_text()\nname.replace(a, b)\n",
    ),
    (rules.one_writer, "desktop/platform/files.py", "path.write_bytes(b'')\n"),
    (rules.one_writer, "tests/imports/test_csv.py", "path.write_bytes(b'')\n"),
    (rules.keywords_after_session, "desktop/services/cases.py", "def close(session, *, case_id): ...\n"),
    (rules.keywords_after_session, "desktop/services/cases.py", "def _close(session, case_id): ...\n"),
    (
        rules.step_modules_stay_inside,
        "desktop/services/plans.py",
        "from desktop.services.case_records import add_record\n",
    ),
    (
        rules.steps_stay_inside,
        "desktop/queries/people.py",
        "from desktop.queries.search import find_matches\n",
    ),
    (rules.purpose_told, "desktop/ui/case.py", "'One case.'\ndef _show(): ...\n"),
    (rules.frozen_answers, "desktop/queries/cases.py", "@dataclass(frozen=True)\nclass CaseRow: ...\n"),
    (rules.frozen_answers, "desktop/returns/count.py", "@dataclass\nclass _Tally: ...\n"),
    (rules.real_parts, "tests/store/test_a.py", "monkeypatch.setattr(sys, 'platform', 'win32')\n"),
    (rules.version_in_one_place, "desktop/__init__.py", "schema_version = 1\n"),
]


def plant(root: Path, place: str, source: str) -> None:
    """Put a module into a tree."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert faults(ROOT, rule) == []


@pytest.mark.parametrize(("rule", "place", "source"), OFFENCES)
def test_a_planted_offence_is_found(tmp_path: Path, rule: Rule, place: str, source: str) -> None:
    plant(tmp_path, place, source)

    found = faults(tmp_path, rule)

    assert len(found) == 1
    assert found[0].startswith(place)


@pytest.mark.parametrize(("rule", "place", "source"), FAIR)
def test_what_is_no_offence_is_left_alone(tmp_path: Path, rule: Rule, place: str, source: str) -> None:
    plant(tmp_path, place, source)

    assert faults(tmp_path, rule) == []


def test_every_rule_has_a_planted_offence_and_something_fair() -> None:
    assert {rule for rule, _, _ in OFFENCES} == set(rules.RULES)
    assert {rule for rule, _, _ in FAIR} == set(rules.RULES)


def test_the_guards_read_the_whole_program_and_its_tests() -> None:
    read = {str(module.path) for module in modules(ROOT)}

    assert {"dev.py", "desktop/errors.py", "desktop/platform/files.py", "tests/guards/test_rules.py"} <= read


def test_every_module_that_may_write_files_is_there_and_does() -> None:
    read = {str(module.path): module for module in modules(ROOT)}

    for place in rules.MAY_WRITE:
        elsewhere = type(read[place])(
            PurePosixPath("desktop/elsewhere.py"), read[place].text, read[place].tree
        )
        assert list(rules.one_writer(elsewhere)), f"{place} writes no file: take it off the list"


@pytest.mark.parametrize("step", rules.STEPS)
def test_every_step_without_a_permission_is_there(step: str) -> None:
    home, _, name = step.rpartition(".")
    assert callable(getattr(importlib.import_module(home), name))


def test_the_tests_mirror_the_rooms() -> None:
    assert [str(fault) for fault in rules.mirrored_rooms(files(ROOT))] == []


def test_a_test_folder_of_no_room_is_found() -> None:
    paths = [
        PurePosixPath(name)
        for name in ("desktop/store/a.py", "tests/store/test_a.py", "tests/attic/test_b.py")
    ]

    assert [fault.path for fault in rules.mirrored_rooms(paths)] == [paths[2]]

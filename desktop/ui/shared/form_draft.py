"""What is typed in a form as a draft that can be kept, and a draft read back with nothing believed."""

import json
from collections.abc import Collection, Mapping

from desktop.ui.shared.form_answers import Typed


def as_draft(typed: Mapping[str, Typed]) -> str:
    """Write what is typed, by the keys of its fields."""
    return json.dumps({"typed": dict(typed)}, ensure_ascii=False)


def typed_in(draft: str, known: Collection[str]) -> dict[str, Typed]:
    """Read a draft; what is not of these fields, or not text, is passed over."""
    try:
        kept = json.loads(draft)
    except ValueError:
        return {}
    typed = kept.get("typed") if isinstance(kept, dict) else None
    if not isinstance(typed, dict):
        return {}
    return {key: said for key, said in typed.items() if key in known and _is_typed(said)}


def _is_typed(said: object) -> bool:
    return isinstance(said, str) or (isinstance(said, list) and all(isinstance(one, str) for one in said))

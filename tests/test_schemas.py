"""The schemas for editors are those of the model."""

from pathlib import Path

from orgbriefs.schemas import schema_texts

SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"


def test_schemas_are_not_stale() -> None:
    made = schema_texts()
    assert "organization.json" in made
    kept = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert kept == made, "run `orgbriefs schemas` and commit the result"

"""The schemas for editors are those of the model."""

from small_project import ROOT

from orgbriefs.schemas import schema_texts

SCHEMAS = ROOT / "data" / "schemas"


def test_schemas_are_not_stale() -> None:
    made = schema_texts()
    assert "organization.json" in made
    kept = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert kept == made, "run `orgbriefs schemas` and commit the result"

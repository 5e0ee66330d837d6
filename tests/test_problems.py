"""What editors are told."""

from pathlib import Path

from orgbriefs.problems import InputError, Place, Problem, abridged, near


def test_places_are_told_relative_to_the_project() -> None:
    root = Path("/a/project")
    inside, outside = Place(root / "data/x.yaml", 3, 4), Place(Path("/b/y.yaml"), 1, 2)
    error = InputError([Problem(outside, "second", "v", "f"), Problem(inside, "first")])
    assert error.text(root) == (
        "data/x.yaml:3:4: first\n/b/y.yaml:1:2: second\n    found: v\n    fix:   f"
    )
    assert str(error).startswith("/a/project/data/x.yaml:3:4")
    assert Place(Path("--config"), 0).text(root) == "--config"


def test_a_name_is_mended_by_the_nearest() -> None:
    assert near("sumary", ["summary", "origins"]) == "did you mean 'summary'?"
    assert near("x", ["b", "a"]) == "known are: a, b"
    assert near("x", [], "add it") == "known are: none; or add it"
    assert near("sumary", ["summary"], "add it") == "did you mean 'summary'? Or add it"
    assert near("x", [str(n) for n in range(20)]).endswith("…")


def test_long_values_are_cut() -> None:
    assert abridged("a\n b " * 50, 10) == "a b a b a…"

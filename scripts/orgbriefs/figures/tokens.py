"""Design tokens: the one place where colours, faces and sizes are set."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from orgbriefs.data.errors import validated
from orgbriefs.data.model import Record, Text
from orgbriefs.data.source import read_yaml


class Colours(Record):
    """Hexadecimal sRGB."""

    ink: str
    muted: str
    rule: str
    tint: str
    paper: str
    accent: str
    accent_tint: str
    mark: str


class Faces(Record):
    """Font families: of text, of headings, tables and figures, and of Han characters."""

    text: Text
    heading: Text
    han: Text
    word_text: Text = Field(description="the family named in Word files")
    word_heading: Text
    word_han: Text


class Sizes(Record):
    """Type scale in points."""

    body: float
    leading: float
    small: float
    tiny: float
    h3: float
    h2: float
    h1: float


class Spaces(Record):
    """Vertical distances, in lines of running text."""

    hair: float
    small: float
    medium: float
    large: float


class Grid(Record):
    """Horizontal distances and margins, in millimetres."""

    margin: float
    side_column: float
    gutter: float
    panel: float


class Tokens(Record):
    """``templates/styles/tokens.yaml``."""

    colours: Colours
    faces: Faces
    sizes: Sizes
    spaces: Spaces
    grid: Grid

    @classmethod
    def read(cls, path: Path) -> Tokens:
        """Read the tokens.

        Raises:
            InputError: when a token is missing or unknown.
        """
        return validated(cls, read_yaml(path))

    def css(self, scale: float = 1.0) -> str:
        """The tokens as custom properties of ``:root``: ``--accent``, ``--body``,
        ``--space-small``, ``--side-column`` …; type and spaces times ``scale``."""
        lines = [
            *(
                f"--{name.replace('_', '-')}: {value};"
                for name, value in self.colours.model_dump().items()
            ),
            f"--text: '{self.faces.text}', '{self.faces.han}';",
            f"--heading: '{self.faces.heading}', '{self.faces.han}';",
            *(
                f"--{name}: {value * scale:.2f}pt;"
                for name, value in self.sizes.model_dump().items()
            ),
            *(
                f"--space-{name}: {value * self.sizes.leading * scale:.2f}pt;"
                for name, value in self.spaces.model_dump().items()
            ),
            *(
                f"--{name.replace('_', '-')}: {value:g}mm;"
                for name, value in self.grid.model_dump().items()
            ),
            f"--text-start: {self.grid.side_column + self.grid.gutter:g}mm;",
        ]
        return ":root {\n  " + "\n  ".join(lines) + "\n}\n"

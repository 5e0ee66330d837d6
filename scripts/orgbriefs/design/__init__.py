"""The design: tokens, fonts and contrast, for everything that is printed or drawn."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path

from orgbriefs.design.contrast import mixed, readable
from orgbriefs.design.faces import OTHER_FAMILIES
from orgbriefs.design.fonts import FontFile, font_files
from orgbriefs.design.tokens import Colours, Tokens
from orgbriefs.reads import Reads

#: How much of a colour is in its tint.
_TINT, _TINT_AT_NIGHT = 0.1, 0.25


@dataclass(frozen=True)
class Design:
    """How documents look. Style sheets that are templates are given it."""

    tokens: Tokens
    fonts: tuple[FontFile, ...]
    fonts_folder: Path
    #: The families of other scripts, as CSS lists them: they stand behind those of the tokens.
    other_families: str = ", ".join(OTHER_FAMILIES)
    #: The folder of the outlines of countries; without them, maps name countries beside them only.
    outlines: Path | None = None

    @classmethod
    def read(
        cls,
        templates: Path,
        fonts: Path,
        reads: Reads | None = None,
        outlines: Path | None = None,
    ) -> Design:
        """The design of a project.

        Args:
            templates: its folder of templates, which holds ``styles/tokens.yaml``.
            fonts: the folder of the font files made for it; need not hold them yet.
            reads: takes the name of the file of tokens.
            outlines: the folder of the outlines of countries, where maps are to be drawn.

        Raises:
            InputError: when a token is missing, unknown, or not what it must be.
        """
        path = templates / "styles" / "tokens.yaml"
        if reads is not None:
            reads.add(path)
        return cls(Tokens.read(path), font_files(fonts), fonts, outlines=outlines)

    def with_rows(self, share: float) -> Design:
        """The same with so much from one row of a figure to the next, in parts of what it is."""
        figures = self.tokens.figures
        rows = {
            each.name: getattr(figures.rows, each.name) * share for each in fields(figures.rows)
        }
        looser = replace(figures, rows=replace(figures.rows, **rows), chart=figures.chart * share)
        return replace(self, tokens=replace(self.tokens, figures=looser))

    def in_colour(self, colour: str) -> Design:
        """The same in an organization's colour, dark or light enough for the text in it."""
        day, night = self.tokens.colours, self.tokens.web.dark
        return replace(
            self,
            tokens=replace(
                self.tokens,
                colours=_accented(day, colour, _TINT, "#000000"),
                web=replace(
                    self.tokens.web, dark=_accented(night, colour, _TINT_AT_NIGHT, "#ffffff")
                ),
            ),
        )


def _accented(colours: Colours, colour: str, share: float, towards: str) -> Colours:
    tint = mixed(colour, colours.paper, share)
    accent = readable(colour, colours.paper, colours.tint, tint, towards=towards)
    return replace(colours, accent=accent, accent_tint=tint)

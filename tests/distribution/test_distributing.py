"""``orgbriefs distribute``: drafts for those who are in the table, and nothing for hostile ones."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from conftest import Workspace
from handed_out import built_once, bundled, own

__all__ = ["built_once", "bundled", "own"]
HEAD = "name,address,audience,organizations,language\n"
PAPER = "test-groups-changes-{}-2010-to-now.pdf"


def distributed(space: Workspace, table: str, *options: str) -> tuple[int, str, list[EmailMessage]]:
    """Exit code, what was said, and the drafts in order."""
    path = space.path / "recipients.csv"
    path.write_text(table, encoding="utf-8", newline="")
    letters = space.path / "letters"
    code, said = space.command("distribute", str(path), "--to", str(letters), *options)
    found = [
        email.message_from_bytes(file.read_bytes(), policy=default)
        for file in sorted(letters.glob("*"))
    ]
    return code, said, found


def test_each_recipient_gets_what_is_for_them(own: Workspace) -> None:
    code, said, drafts = distributed(
        own,
        HEAD
        + '"Ivanov, Анна",anna@example.org,students,,\n'
        + "Bob,bob@example.org,policymakers,comparison,en-GB\n",
    )
    assert code == 0, said
    assert said.endswith("2 drafts in " + str(own.path / "letters") + "; nothing was sent.\n")
    for draft, name, address, audience in zip(
        drafts,
        ("Ivanov, Анна", "Bob"),
        ("anna@example.org", "bob@example.org"),
        ("students", "policymakers"),
        strict=True,
    ):
        (to,) = draft["To"].addresses
        assert (to.display_name, to.addr_spec) == (name, address)
        assert draft["X-Unsent"] == "1"
        assert audience in draft["Subject"]
        text = draft.get_body().get_content()
        assert text.startswith(f"Dear {name},\r\n")
        attached = {part.get_filename(): part.get_content() for part in draft.iter_attachments()}
        paper = PAPER.format(audience)
        document = own.path / "out/now" / audience / paper
        assert attached == {paper: document.read_bytes()}
        assert not {"From", "Date", "Bcc", "Cc"} & set(draft.keys())


def test_the_same_table_gives_the_same_bytes(own: Workspace) -> None:
    table = HEAD + "Anna,anna@example.org,students,,\n"
    found = []
    for number in range(2):
        letters = own.path / f"letters-{number}"
        path = own.path / "recipients.csv"
        path.write_text(table, encoding="utf-8")
        assert own.command("distribute", str(path), "--to", str(letters))[0] == 0
        found.append([file.read_bytes() for file in letters.iterdir()])
    assert found[0] == found[1]


def test_documents_are_linked_to_where_they_are_published(own: Workspace) -> None:
    own.edit("config.yaml", "house:\n", "house:\n  base_url: https://example.org/papers/\n")
    done = own.snakemake("all", "bundles")
    assert done.returncode == 0, done.stderr
    table = HEAD + "Anna;anna@example.org;students;alpha;\n".replace(";", ",")
    code, said, (draft,) = distributed(own, table, "--link")
    assert code == 0, said
    assert not list(draft.iter_attachments())
    address = "https://example.org/papers/now/students/alpha-fact-sheet-students-now.html"
    assert address in draft.get_content()
    assert "beta" not in draft.get_content()


def test_tables_of_other_programs_are_read(own: Workspace) -> None:
    """Semicolons and another order of the columns, a byte order mark, lines that end otherwise."""
    table = "\ufeffAddress;Audience;Name\r\nanna@example.org;students;Anna\r\n\r\n"
    code, said, (draft,) = distributed(own, table)
    assert code == 0, said
    assert draft["To"] == "Anna <anna@example.org>"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",a@example.org,students,,", "2:1: 'name' is missing"),
        ("=?utf-8?q?=0ABcc:_b=40example.org?=,a@example.org,students,,", "2:1: a name cannot"),
        ("Anna,,students,,", "2:2: 'address' is missing"),
        (
            "Anna,anna.example.org,students,,",
            "2:2: this is no mailbox\n    found: anna.example.org",
        ),
        ("Anna,a@b@example.org,students,,", "2:2: this is no mailbox"),
        ('Anna,"a@example.org, b@example.org",students,,', "2:2: this is no mailbox"),
        ("Anna,<a@example.org>,students,,", "2:2: this is no mailbox"),
        ("Anna,javascript:alert(1),students,,", "2:2: this is no mailbox"),
        ("Anna,mailto:a@example.org?bcc=b@example.org,students,,", "2:2: this is no mailbox"),
        ('Anna,"a@example.org\nBcc: b@example.org",students,,', "2:2: a line break or a tab"),
        ('"Anna\r\nBcc: b@example.org",a@example.org,students,,', "2:1: a line break or a tab"),
        ("An\u202ena,a@example.org,students,,", "2:1: this turns the direction"),
        ("Anna,a@example.org,studens,,", "2:3: unknown audience\n    found: studens"),
        ("Anna,a@example.org,students,alfa,", "did you mean 'alpha'?"),
        ("Anna,a@example.org,students,,fr", "2:5: there are no documents in this language"),
        ("Anna,a@example.org,students,,,more", "2:6: there are more cells than columns"),
        ("Anna,a@example.org,students,beta,", "about this in 'now'\n    found: beta"),
        ('Anna,"a@example.org,students,,', "the row cannot be read"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_place(
    own: Workspace, row: str, told: str
) -> None:
    good = "Bob,bob@example.org,students,comparison,\n"
    code, said, drafts = distributed(own, HEAD + row + "\n" + good)
    assert (code, drafts) == (1, []), said
    assert "recipients.csv:" in said
    assert told in said
    assert "    fix:" in said


def test_all_faults_are_told_at_once(own: Workspace) -> None:
    rows = ",x,students,,\nAnna,a@example.org,students,,\nANNA,A@example.org,students,,\n"
    code, said, _ = distributed(own, HEAD + rows)
    assert code == 1
    for told in (":2:1: 'name' is missing", ":2:2: this is no mailbox", ":4:2: these are sent the"):
        assert told in said
    code, said, _ = distributed(own, "name,adress,audience\n")
    assert "recipients.csv:1:2: unknown column\n    found: adress" in said
    assert "did you mean 'address'?" in said
    assert "the table is empty" in distributed(own, "")[1]


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "Anna <b@example.org>",
        'Anna" <b@example.org>, "Bob',
        "=HYPERLINK(1)",
        "{publisher.__class__}",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "A" * 200,
    ],
)
def test_a_hostile_name_is_a_name(own: Workspace, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    code, said, (draft,) = distributed(own, f"{HEAD}{quoted},a@example.org,students,,\n")
    assert code == 0, said
    assert [to.addr_spec for to in draft["To"].addresses] == ["a@example.org"]
    assert not {"Bcc", "Cc"} & set(draft.keys())
    assert f"Dear {name}," in draft.get_body().get_content().replace("\n", "")
    (file,) = (own.path / "letters").iterdir()
    assert file.parent == own.path / "letters"
    assert len(list(own.path.parent.rglob("*.eml"))) == 1


def test_addresses_are_written_into_new_folders_outside_of_out(
    own: Workspace, tmp_path: Path
) -> None:
    table = tmp_path / "r.csv"
    table.write_text(HEAD + "Anna,anna@example.org,students,,\n", encoding="utf-8")
    code, said = own.command("distribute", str(table), "--to", str(own.path / "out/letters"))
    assert (code, "addresses in out/ would be published" in said) == (1, True), said
    code, said = own.command("distribute", str(table), "--to", str(own.path / "data"))
    assert (code, "there is something here already" in said) == (1, True), said
    code, said = own.command("distribute", str(table), "--link", "--to", str(tmp_path / "new"))
    assert (code, "nothing tells where documents are published" in said) == (1, True), said
    assert not (tmp_path / "new").exists()

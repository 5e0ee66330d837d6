"""Drafts of mails (RFC 5322) that hand documents to recipients; whoever opens one may send it."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from orgbriefs.catalogue.record import DocumentRecord
from orgbriefs.config import House
from orgbriefs.distribution.recipients import Recipient
from orgbriefs.language.language import Language
from orgbriefs.plan.documents import COMPARISON, file_name
from orgbriefs.plan.receipts import digest_of
from orgbriefs.problems import InputError, Problem

#: Many mailboxes take no larger mail, in bytes; attachments grow by a third on their way.
LARGEST = 15_000_000
_ATTACHED = ("pdf", "docx")
_LINKED = ("html", "pdf", "docx")
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Enclosure:
    """A document that goes with a mail."""

    record: DocumentRecord
    #: Its file.
    path: Path
    #: Its path below the folder for readers.
    published: str


@dataclass(frozen=True)
class Sender:
    """Who hands out, and in which words."""

    house: House
    language: Language
    #: How each audience is addressed.
    titles: Mapping[str, str]


def drafts(
    sender: Sender,
    recipients: Iterable[Recipient],
    enclosures: Sequence[Enclosure],
    edition: str,
    base: str | None = None,
) -> dict[str, EmailMessage]:
    """The drafts for all recipients, by the names of their files.

    Args:
        sender: who hands out.
        recipients: who is sent some.
        enclosures: all documents that are published.
        edition: the id of the edition whose documents are handed out.
        base: the address of the folder that they are published in, to link to them; where there
            is none, they are attached.

    Raises:
        InputError: with everybody for whom there are no documents, or too large ones.
    """
    found: dict[str, EmailMessage] = {}
    problems: list[Problem] = []
    for number, recipient in enumerate(recipients, 1):
        try:
            documents = _chosen(enclosures, recipient, edition, linked=base is not None)
        except InputError as error:
            problems += error.problems
            continue
        found[_name_of(recipient, number)] = (
            _attaching(sender, recipient, documents)
            if base is None
            else _linking(sender, recipient, documents, base)
        )
    if problems:
        raise InputError(problems)
    return found


def _chosen(
    enclosures: Iterable[Enclosure], recipient: Recipient, edition: str, *, linked: bool
) -> list[Enclosure]:
    """The documents for a recipient: for their audience, and about what they asked for.

    Web pages are linked to, and never attached.
    """
    formats = _LINKED if linked else _ATTACHED
    found = [
        each
        for each in enclosures
        if (each.record.edition, each.record.audience) == (edition, recipient.audience)
        and each.record.format in formats
        and (
            not recipient.organizations
            or (each.record.organization or COMPARISON) in recipient.organizations
        )
    ]
    for name in recipient.organizations:
        if not any((each.record.organization or COMPARISON) == name for each in found):
            message = f"there are no documents for {recipient.audience} about this in '{edition}'"
            fix = (
                "build them, name another edition, or remove it from the row"
                if linked
                else "build them as PDF or Word, link to web pages (--link), name another edition, "
                "or remove it from the row"
            )
            raise InputError([Problem(recipient.place, message, name, fix)])
    if not found:
        message = f"there are no documents for them in edition '{edition}'"
        fix = "build them first: snakemake"
        raise InputError([Problem(recipient.place, message, recipient.audience, fix)])
    size = sum(each.record.bytes for each in found)
    if not linked and size > LARGEST:
        message, fix = "the documents are too large for a mail", "link to them: --link"
        raise InputError([Problem(recipient.place, message, f"{size:,} bytes", fix)])
    return found


def _attaching(
    sender: Sender, recipient: Recipient, documents: Sequence[Enclosure]
) -> EmailMessage:
    """A mail with documents attached."""
    message = _begun(sender, recipient)
    titles = [_title(sender, each) for each in documents]
    message.set_content(_text(sender, recipient, "mail.attached", titles))
    message["Content-Language"] = sender.language.tag
    for each in documents:
        kind, _ = mimetypes.guess_type(each.path.name)
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(
            each.path.read_bytes(), maintype=main, subtype=sub, filename=each.path.name
        )
    # By itself, a boundary is at random.
    told = "\n".join([recipient.address, *(each.record.sha256 for each in documents)])
    message.set_boundary(f"=_{digest_of(told)[:32]}")
    return message


def _linking(
    sender: Sender, recipient: Recipient, documents: Sequence[Enclosure], base: str
) -> EmailMessage:
    """A mail with the addresses of documents, published below the address ``base``."""
    message = _begun(sender, recipient)
    lines = [
        f"{_title(sender, each)}\n  {base.rstrip('/')}/{quote(each.published)}"
        for each in documents
    ]
    message.set_content(_text(sender, recipient, "mail.linked", lines))
    message["Content-Language"] = sender.language.tag
    return message


def _name_of(recipient: Recipient, number: int) -> str:
    """The name of a draft's file: its number, and who it is for."""
    readable = file_name(recipient.name)[:_LONGEST_NAME].strip("-") or "recipient"
    return f"{number:04d}-{readable}-{recipient.audience}.eml"


def _begun(sender: Sender, recipient: Recipient) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    # What mail programs take for a draft that they may send.
    message["X-Unsent"] = "1"
    message["To"] = Address(recipient.name, addr_spec=recipient.address)
    message["Subject"] = sender.language.message(
        "mail.subject",
        series=sender.house.series,
        audience=sender.titles[recipient.audience],
    )
    return message


def _title(sender: Sender, each: Enclosure) -> str:
    return sender.language.message(
        "mail.document",
        title=each.record.title,
        format=sender.language.message(f"format.{each.record.format}"),
    )


def _text(sender: Sender, recipient: Recipient, message: str, lines: Sequence[str]) -> str:
    say, house = sender.language.message, sender.house
    paragraphs = [
        say("mail.greeting", name=recipient.name),
        say(message, number=len(lines), publisher=house.publisher, series=house.series),
        "\n".join(f"- {line}" for line in lines),
        say("mail.licence", licence=house.licence, address=house.licence_url),
        say("mail.closing", publisher=house.publisher, contact=house.contact),
    ]
    return "\n\n".join(paragraphs) + "\n"

"""Products on their way between machines that share no folder."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest
from conftest import Workspace

from orgbriefs.problems import InputError
from orgbriefs.workflow import parcels

FACTS = "out/.work/editions/now/alpha.json"


@pytest.fixture
def resolved(workspace: Workspace) -> Workspace:
    workspace.plan().editions.resolve("now", "alpha")
    return workspace


def test_a_parcel_brings_product_and_receipt(resolved: Workspace) -> None:
    plan, parcel = resolved.plan(), resolved.path / "parcel"
    product = resolved.path / FACTS
    receipt = plan.folders.receipt(product)
    before = product.read_bytes(), receipt.read_bytes()
    parcels.pack(plan, product, parcel)
    product.unlink()
    receipt.unlink()
    parcels.unpack(plan, parcel)
    assert (product.read_bytes(), receipt.read_bytes()) == before


def test_what_other_software_made_is_refused(resolved: Workspace) -> None:
    plan, parcel = resolved.plan(), resolved.path / "parcel"
    product = resolved.path / FACTS
    receipt = plan.folders.receipt(product)
    content = json.loads(receipt.read_text(encoding="utf-8"))
    content["inputs"]["software"]["weasyprint"] = "1.0"
    receipt.write_text(json.dumps(content), encoding="utf-8")
    parcels.pack(plan, product, parcel)
    product.write_text("what was there", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        parcels.unpack(plan, parcel)
    assert "weasyprint 1.0 → " in caught.value.text()
    assert "start the build in the image of its jobs" in caught.value.text()
    assert product.read_text(encoding="utf-8") == "what was there"


def test_nothing_is_unpacked_elsewhere(resolved: Workspace) -> None:
    parcel = resolved.path / "parcel"
    for name in ("config.yaml", "../evil", "/tmp/evil"):
        with tarfile.open(parcel, "w") as archive:
            archive.addfile(tarfile.TarInfo(name), io.BytesIO())
        with pytest.raises(InputError, match="no product"):
            parcels.unpack(resolved.plan(), parcel)


def test_data_tell_one_state_from_another(resolved: Workspace) -> None:
    before = parcels.state(resolved.plan())
    assert parcels.state(resolved.plan()) == before
    resolved.edit("data/organizations/beta.yaml", "Beta Union", "Beta League")
    assert parcels.state(resolved.plan()) != before
    assert parcels.state(resolved.plan(draft="true")) != parcels.state(resolved.plan())


def test_the_container_is_made_of_what_there_is() -> None:
    root = Path(__file__).parents[2]
    lines = (root / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ")]
    assert len(copied) == 4
    assert all((root / name).exists() for names in copied for name in names)

"""Shipped files are found in a checkout and in an installed package."""

from pathlib import Path
from typing import get_args

import pytest

from engine import resources
from engine.errors import NegotiaError

KINDS = get_args(resources.Kind)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "site" / "negotia"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return package


@pytest.mark.parametrize("kind", KINDS)
def test_an_installed_package_holds_its_own_files(package: Path, kind: resources.Kind) -> None:
    (package / "_data" / kind).mkdir(parents=True)
    (package.parent / kind).mkdir()  # another project's folder of that name
    assert resources.folder(kind) == package / "_data" / kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_checkout_has_them_beside_the_package(package: Path, kind: resources.Kind) -> None:
    (package.parent / kind).mkdir()
    assert resources.folder(kind) == package.parent / kind


def test_a_damaged_installation_is_named(package: Path) -> None:
    (package.parent / "rules").write_text("not a folder")
    with pytest.raises(NegotiaError) as caught:
        resources.folder("rules")
    assert "shipped rules are missing" in str(caught.value)
    assert str(package / "_data" / "rules") in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_this_checkout_has_every_kind(kind: resources.Kind) -> None:
    assert resources.folder(kind).is_dir()

"""A round as bytes: columns only, no code, so that any worker on any machine can read it, now or later."""

import io

import numpy as np

from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.parts import Part
from matcher.queries.rounds.instance import Material

REPORT = ("parts", "person_days", "need_days", "minutes")


def packed_instance(instance: RoundInstance) -> bytes:
    """Return the whole instance (npz): the part that has everything."""
    sizes = (instance.edges, instance.people, instance.needs)
    return Part(instance, *(np.arange(size) for size in sizes)).to_bytes()


def packed_report(material: Material) -> bytes:
    """Return what only the report needs (npz)."""
    stream = io.BytesIO()
    np.savez_compressed(stream, parts=material.parts, **{name: getattr(material, name) for name in REPORT[1:]})
    return stream.getvalue()


def unpacked(instance: bytes, report: bytes) -> Material:
    """Return the material that was packed. Raises ``ValueError`` or ``KeyError`` for bytes that are none."""
    with np.load(io.BytesIO(report), allow_pickle=False) as columns:
        return Material(Part.from_bytes(instance).instance, **{name: columns[name] for name in REPORT})

"""Imports of people and needs from a file: read, checked, made row by row or as a whole, and taken back."""

from matcher.services.imports.batches import cancel_import, set_mapping, start_import
from matcher.services.imports.checking import Found, store_found
from matcher.services.imports.claims import Taken, give_back, stale, take
from matcher.services.imports.clearing import clear_old_cells, forget_person
from matcher.services.imports.entries import Entry, NeedEntry, PersonEntry, StartImport
from matcher.services.imports.judging import objections, present_already
from matcher.services.imports.reading import Table, read_table
from matcher.services.imports.running import (
    RowRefusedError,
    back_to_check,
    finish_run,
    make_all,
    make_one,
    refuse_row,
    run_import,
    stop_run,
)
from matcher.services.imports.undoing import finish_undo, undo_import, undo_one

__all__ = [
    "Entry",
    "Found",
    "NeedEntry",
    "PersonEntry",
    "RowRefusedError",
    "StartImport",
    "Table",
    "Taken",
    "back_to_check",
    "cancel_import",
    "clear_old_cells",
    "finish_run",
    "finish_undo",
    "forget_person",
    "give_back",
    "make_all",
    "make_one",
    "objections",
    "present_already",
    "read_table",
    "refuse_row",
    "run_import",
    "set_mapping",
    "stale",
    "start_import",
    "stop_run",
    "store_found",
    "take",
    "undo_import",
    "undo_one",
]

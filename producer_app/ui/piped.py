"""Messages between the console and a process of its own, as bytes on a pipe."""

from __future__ import annotations

import copyreg
import io
import pickle
import struct
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import IO, Any

from producer_app.core.run import RoomRun, Run
from producer_app.core.show import Show

_SIZE = struct.Struct(">Q")


def write(pipe: IO[bytes], message: object) -> None:
    """Send a message; OSError when nobody reads any more."""
    buffer = io.BytesIO()
    _Packer(buffer, pickle.HIGHEST_PROTOCOL).dump(message)
    pipe.write(_SIZE.pack(buffer.tell()))
    pipe.write(buffer.getbuffer())
    pipe.flush()


def read(pipe: IO[bytes]) -> Any:
    """The next message; None when the other side has ended."""
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    body = pipe.read(size)
    if len(body) < size:
        return None
    return pickle.loads(body)  # noqa: S301  the other end is this program, on a pipe of its own


def _frozen(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)


def _of_mapping(mapping: Mapping[Any, Any]) -> tuple[Any, ...]:
    return _frozen, (dict(mapping),)


def _of_noun(noun: Any) -> tuple[Any, ...]:
    """Its fields alone, without what it has worked out from them and keeps."""
    return copyreg.__newobj__, (type(noun),), {f.name: getattr(noun, f.name) for f in fields(noun)}  # type: ignore[attr-defined]


class _Packer(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {
        MappingProxyType: _of_mapping,
        **dict.fromkeys((Show, Run, RoomRun), _of_noun),
    }

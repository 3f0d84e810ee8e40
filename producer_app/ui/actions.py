"""Every action of the program in one registry: its name, group, shortcut and where it acts.

The texts are in ``actions.toml``. In the live group Shift means the shopping room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from producer_app.present.edits import redo_text, undo_text
from producer_app.present.words import Words


class Group(StrEnum):
    SHOW = "show"
    EDIT = "edit"
    LIVE = "live"
    SHOP = "shop"
    HANDOFF = "handoff"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. ``is_live`` ones need a run, ``is_planning`` ones a file that can be written."""

    key: str
    group: Group
    shortcuts: tuple[str, ...]
    is_live: bool = False
    is_planning: bool = False
    starts_section: bool = False


def _plan(key: str, *shortcuts: str, group: Group = Group.EDIT, section: bool = False) -> Spec:
    return Spec(key, group, shortcuts, is_planning=True, starts_section=section)


def _live(key: str, *shortcuts: str, group: Group = Group.LIVE, section: bool = False) -> Spec:
    return Spec(key, group, shortcuts, is_live=True, starts_section=section)


def _any(key: str, *shortcuts: str, group: Group, section: bool = False) -> Spec:
    return Spec(key, group, shortcuts, starts_section=section)


ACTIONS: tuple[Spec, ...] = (
    _any("new", "Ctrl+N", group=Group.SHOW),
    _any("open", "Ctrl+O", group=Group.SHOW),
    _any("import", "Ctrl+I", group=Group.SHOW),
    _any("save_copy", "Ctrl+Shift+S", group=Group.SHOW),
    _any("book", "Ctrl+Alt+B", group=Group.SHOW, section=True),
    _any("paper", "Ctrl+P", group=Group.SHOW),
    _plan("issue", "Ctrl+Shift+I", group=Group.SHOW),
    _plan("rehearse", "Ctrl+R", group=Group.SHOW, section=True),
    _plan("go_on_air", "Ctrl+Alt+A", group=Group.SHOW),
    _plan("move_start", "Ctrl+Alt+S", group=Group.SHOW),
    _live("end_run", "Ctrl+Alt+E", group=Group.SHOW),
    _any("rooms", "Ctrl+Alt+P", group=Group.SHOW, section=True),
    _any("anchor_clock", group=Group.SHOW, section=True),
    _any("quit", "Ctrl+Q", group=Group.SHOW, section=True),
    _plan("undo", "Ctrl+Z"),
    _plan("redo", "Ctrl+Shift+Z", "Ctrl+Y"),
    _plan("insert", "Ctrl+Shift+N", "Insert", section=True),
    _plan("duplicate", "Ctrl+D"),
    _plan("float", "Ctrl+T"),
    _plan("omit", "Ctrl+Shift+T"),
    _plan("bring_back", "Ctrl+Alt+T"),
    _plan("remove", "Delete"),
    _plan("move_up", "Alt+Up", section=True),
    _plan("move_down", "Alt+Down"),
    _plan("block", "Ctrl+Alt+K"),
    _plan("place_spot", "Ctrl+Shift+W"),
    _any("find", "Ctrl+F", group=Group.EDIT, section=True),
    _any("find_next", "F3", group=Group.EDIT),
    _any("find_previous", "Shift+F3", group=Group.EDIT),
    _live("go", "Space"),
    _live("standby", "Ctrl+Return"),
    _live("jump", "Ctrl+J"),
    _live("repeat", "Ctrl+G"),
    _live("hold", "Ctrl+H", section=True),
    _live("add_time", "Ctrl+Up"),
    _live("take_time", "Ctrl+Down"),
    _live("adjust_time", "Ctrl+Right"),
    _live("skip", "Ctrl+K", section=True),
    _live("insert_next", "Ctrl+U"),
    _live("took_late", "Ctrl+L", section=True),
    _live("take_back", "Ctrl+B"),
    _live("replace_take", "Ctrl+M"),
    _live("end_room", "Ctrl+E"),
    _any("ways_back", "F12", group=Group.LIVE, section=True),
    _live("shop_go", "Shift+Space", group=Group.SHOP),
    _live("shop_hold", "Ctrl+Shift+H", group=Group.SHOP, section=True),
    _live("shop_add_time", "Ctrl+Shift+Up", group=Group.SHOP),
    _live("shop_take_time", "Ctrl+Shift+Down", group=Group.SHOP),
    _live("shop_adjust_time", "Ctrl+Shift+Right", group=Group.SHOP),
    _live("shop_skip", "Ctrl+Shift+K", group=Group.SHOP, section=True),
    _live("shop_insert_next", "Ctrl+Shift+U", group=Group.SHOP),
    _live("shop_took_late", "Ctrl+Shift+L", group=Group.SHOP, section=True),
    _live("shop_take_back", "Ctrl+Shift+B", group=Group.SHOP),
    _live("shop_end_room", "Ctrl+Shift+E", group=Group.SHOP),
    _live("handoff_standby", "F5", group=Group.HANDOFF),
    _live("handoff_go", "F6", group=Group.HANDOFF),
    _live("handoff_return", "F7", group=Group.HANDOFF),
    _live("handoff_recall", "F8", group=Group.HANDOFF),
    _live("handoff_skip", "F9", group=Group.HANDOFF),
    _live("handoff_rearm", "Shift+F5", group=Group.HANDOFF),
    _plan("plan_handoff", "Ctrl+Shift+J", group=Group.HANDOFF, section=True),
    _plan("edit_handoff", "Ctrl+Alt+J", group=Group.HANDOFF),
    _any("reveal", "F4", group=Group.VIEW),
    _any("findings", "Ctrl+Shift+F", group=Group.VIEW),
    _any("budget", "Ctrl+Shift+A", group=Group.VIEW),
    _any("language", "Ctrl+Alt+L", group=Group.VIEW, section=True),
    _any("full_screen", "F11", group=Group.VIEW),
    _any("keys", "F1", group=Group.VIEW, section=True),
)


class Actions:
    """The registry as Qt actions of one window, each bound to what it does."""

    def __init__(
        self, owner: QWidget, words: Words, work: Mapping[str, Callable[[], object]]
    ) -> None:
        self._words = words
        self._made: dict[str, QAction] = {}
        for spec in ACTIONS:
            self._made[spec.key] = _made(owner, spec, words, work[spec.key])

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its group's menu."""
        menus: dict[Group, QMenu] = {}
        for spec in ACTIONS:
            menu = menus.get(spec.group)
            if menu is None:
                menu = menus[spec.group] = bar.addMenu(
                    self._words.say(f"actions.menu_{spec.group}")
                )
            if spec.starts_section:
                menu.addSeparator()
            menu.addAction(self._made[spec.key])

    def allow(self, *, is_running: bool, can_write: bool) -> None:
        """Enable what can be done in this state of the show."""
        for spec in ACTIONS:
            able = (is_running or not spec.is_live) and (can_write or not spec.is_planning)
            self._made[spec.key].setEnabled(able)

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Say what Undo and Redo would do: the labels of the edits, None where there is none."""
        self._made["undo"].setText(undo_text(undo, self._words))
        self._made["redo"].setText(redo_text(redo, self._words))

    def listed(self) -> tuple[tuple[str, str, str], ...]:
        """Every action as (group, text, shortcut) in words, for the page of keys."""
        return listed(self._words)


def listed(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Every action as (group, text, shortcut) in words, without a window to act in."""
    return tuple(
        (
            _plain(words.say(f"actions.menu_{spec.group}")),
            _plain(words.say(f"actions.{spec.key}")),
            "  /  ".join(
                QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                for keys in spec.shortcuts
            ),
        )
        for spec in ACTIONS
    )


def _plain(text: str) -> str:
    """A menu's text without the letter that opens it: ``S&how``, ``演出(&S)``."""
    return re.sub(r"\(&.\)|&", "", text)


def _made(owner: QWidget, spec: Spec, words: Words, work: Callable[[], object]) -> QAction:
    action = QAction(words.say(f"actions.{spec.key}"), owner)
    action.setObjectName(spec.key)
    action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setAutoRepeat(spec.key in _REPEATING)
    action.triggered.connect(lambda _checked=False: work())
    owner.addAction(action)
    return action


_REPEATING = frozenset({"undo", "redo", "move_up", "move_down", "find_next"})
"""A key held down repeats only these; GO and everything live is one press, one act."""

"""Each ad rule of a run on paper: its windows, what was spent in each, and every line of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from producer_app.core.budget import RuleState
from producer_app.core.budget.proof import Counted, Portion, RuleProof
from producer_app.core.show import Method, Show
from producer_app.present.budget_rule import rule_view, window_words
from producer_app.present.budget_sentences import kinds_text
from producer_app.present.cuesheet_text import NOTES, Fact, Pair, Tongues, cut
from producer_app.present.proof_lines import (
    ProofLine,
    ProofPart,
    ProofSection,
    figure,
    left_of,
    proof_line,
    show_time,
)
from producer_app.present.words import duration


def rule_section(proof: RuleProof, show: Show, tongues: Tongues) -> ProofSection:
    """A rule with all that it counted."""
    rule, state = proof.state.rule, proof.state
    about = tongues.each(lambda words: cut(rule_view(show, state, words).about, NOTES))
    counts = tongues.each(lambda words: kinds_text(rule.counts, words))
    notes = (about, tongues.say("proof_counts", kinds=counts))
    return ProofSection(
        title=tongues.own(rule.title, rule.title_alt),
        facts=_facts(state, show, tongues),
        notes=tuple(note for note in notes if note),
        caution=tongues.each(lambda words: rule_view(show, state, words).caution),
        verdict=_verdict(state, show, tongues),
        is_bad=state.first_break is not None or state.limit is None,
        parts=tuple(_parts(proof, show, tongues)),
    )


def _facts(state: RuleState, show: Show, tongues: Tongues) -> tuple[Fact, ...]:
    view = rule_view(show, state, tongues.first)
    facts = (
        Fact(tongues.say(f"proof_method_{state.rule.method}"), _limit(state, tongues)),
        Fact(tongues.say("proof_holds_for"), view.place),
        Fact(tongues.say("proof_source"), view.source),
    )
    return tuple(fact for fact in facts if fact.text)


def _limit(state: RuleState, tongues: Tongues) -> str:
    """The rule's own number: a length, a share, a count; of a table what it comes to."""
    rule = state.rule
    if rule.method is Method.NEVER_INSIDE:
        return kinds_text(rule.against, tongues.first)
    length = "" if rule.window_length is None else f" / {duration(rule.window_length)}"
    if rule.method is Method.BREAKS_PER_LENGTH:
        return f"{1 if rule.limit_count is None else rule.limit_count}{length}"
    if rule.limit is not None:
        is_rolling = rule.method is Method.ROLLING_WINDOW
        return duration(rule.limit) + (length if is_rolling else "")
    if rule.limit_permille is not None:
        return f"{rule.limit_permille / 10:g} %"
    if rule.limit_count is not None:
        return str(rule.limit_count)
    return "–" if state.limit is None else duration(state.limit)


def _verdict(state: RuleState, show: Show, tongues: Tongues) -> Pair:
    if state.limit is None:
        return tongues.say("proof_incomplete")
    broken = state.first_break
    if broken is None:
        return tongues.say("proof_kept")
    if broken.at is None or state.is_least:
        return tongues.say("proof_broken")
    return tongues.say("proof_broken_at", time=show_time(broken.at, show).partition(".")[0])


def _parts(proof: RuleProof, show: Show, tongues: Tongues) -> Iterator[ProofPart]:
    """The windows with their lines; an average first says what all of its hours come to."""
    state = proof.state
    if state.rule.method is Method.WINDOW_AVERAGE and len(state.windows) > 1 and proof.portions:
        whole = state.windows[0]
        used = state.rule.used_elsewhere
        total = Portion(
            window=whole, counted=(), elsewhere=used, spent=whole.spent, limit=whole.limit
        )
        yield replace(_part(proof, total, show, tongues), nothing=Pair(""))
    if state.rule.method is Method.DISTANCE and proof.portions:
        yield _distances(proof, show, tongues)
        return
    for portion in proof.portions:
        yield _part(proof, portion, show, tongues)


def _distances(proof: RuleProof, show: Show, tongues: Tongues) -> ProofPart:
    """Every break with its distance from the one before it, one below the other."""
    parts = [_part(proof, portion, show, tongues) for portion in proof.portions]
    worst = min(proof.portions, key=lambda portion: portion.spent)
    lines = (replace(line, total="") for part in parts for line in part.lines)
    return replace(
        _part(proof, worst, show, tongues),
        title=tongues.say("proof_distances"),
        facts=(Fact(tongues.say("proof_least"), figure(worst.limit or 0, proof.state.unit)),),
        lines=tuple(lines),
    )


def _part(proof: RuleProof, portion: Portion, show: Show, tongues: Tongues) -> ProofPart:
    state = proof.state
    left = portion.left(portion.spent)
    return ProofPart(
        title=_window(proof, portion, show, tongues),
        facts=_figures(state, portion, tongues),
        verdict=_left_words(left, state, tongues, is_least=_is_least(state, portion)),
        is_bad=_is_bad(left, is_least=_is_least(state, portion)),
        lines=tuple(_line(state, portion, line, show, tongues) for line in portion.counted),
        nothing=tongues.say("proof_nothing"),
    )


def _left_words(left: int | None, state: RuleState, tongues: Tongues, *, is_least: bool) -> Pair:
    """What was left of a window, with its word."""
    said = left_of(left, state.unit, tongues, is_least=is_least)
    if left is None or left < 0 or is_least:
        return said
    return tongues.say("proof_left", amount=said)


def _window(proof: RuleProof, portion: Portion, show: Show, tongues: Tongues) -> Pair:
    state, window = proof.state, portion.window
    if state.rule.method is Method.ROLLING_WINDOW and state.window is not None:
        window = state.window
    return tongues.each(lambda words: window_words(show, state, window, words))


def _figures(state: RuleState, portion: Portion, tongues: Tongues) -> tuple[Fact, ...]:
    unit, window = state.unit, portion.window
    facts = [Fact(tongues.say("proof_spent"), figure(portion.spent, unit))]
    if portion.elsewhere:
        facts.append(Fact(tongues.say("proof_elsewhere"), figure(portion.elsewhere, unit)))
    planned = state.planned if window is None else window.planned
    facts.append(Fact(tongues.say("proof_planned"), figure(planned, unit)))
    if portion.limit is not None:
        key = "proof_least" if _is_least(state, portion) else "proof_limit"
        facts.append(Fact(tongues.say(key), figure(portion.limit, unit)))
    return tuple(facts)


def _line(
    state: RuleState, portion: Portion, counted: Counted, show: Show, tongues: Tongues
) -> ProofLine:
    is_least = _is_least(state, portion)
    left = portion.left(counted.total)
    return proof_line(
        counted,
        show,
        tongues,
        unit=state.unit,
        left=left_of(left, state.unit, tongues, is_least=is_least),
        is_over=not is_least and left is not None and left < 0,
    )


def _is_least(state: RuleState, portion: Portion) -> bool:
    return portion.is_least or state.is_least


def _is_bad(left: int | None, *, is_least: bool) -> bool:
    return left is not None and (left > 0 if is_least else left < 0)

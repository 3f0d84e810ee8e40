"""A bad line between real sockets, for tests."""

from producer_app.jobs.bench_line.faulty import FaultyLine, Weather, a_faulty_line

__all__ = ["FaultyLine", "Weather", "a_faulty_line"]

"""Lengths, offsets and times of day as people type them. This is the whole grammar:

::

    length  = nothing | "?" | "-"       nobody knows it
            | amount                    as long as that
            | ("+" | "-") amount        that much more or less than stands there
            | prev [("+" | "-") amount] as long as the segment before, and so much more or less
    offset  = nothing | "?" | "-"       0
            | ["+" | "-"] amount        after, or behind a minus before
            | prev [("+" | "-") amount] as the one before it, and so much later or earlier
    time    = nothing | "?" | "-"       none
            | clock                     then
            | ("+" | "-") amount        so much later or earlier than stands there; where nothing
                                        stands, than the end of the segment before
            | prev [("+" | "-") amount] at the end of the segment before, so much later or earlier

    amount  = 4:30 | 1:02:03 | :45 | 0:05.250     minutes and seconds, with hours where there are
                                                  three parts
            | 90 | 7.5                            seconds
            | 1h30 | 4m30 | 10m | 1.5h | 2 min | 90s | 4'30" | 4分30秒 | 1小时半
    clock   = 20:15:00 | 20:15 | 20.15 | 2015 | 20:15:07.5 | 20点15分 | 8点半
            | 24:03                               three minutes past midnight, by the show's day
            | 8pm | 8:15 p.m. | 12am | 晚上8点     by the half of the day
    prev    = prev | previous | 上一条 | 前一条

Full-width characters, capitals and spaces make no difference. What is none of this is BadInput
with an example.
"""

from producer_app.core.entry.lengths import LONGEST, WEEK, parse_length, parse_offset
from producer_app.core.entry.times import Around, parse_time, parse_wall

__all__ = ["LONGEST", "WEEK", "Around", "parse_length", "parse_offset", "parse_time", "parse_wall"]

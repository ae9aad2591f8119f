"""What the README says of the ledger is what the ledger says of itself."""

import re
from pathlib import Path

from w2vexplained import ledger
from w2vexplained.ledger import report

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_the_table_of_what_is_proved_is_printed_by_the_program(capsys):
    report.print_methods(*ledger.RECORDS)
    table = re.search(r"```text\n(.*?)```", README, re.DOTALL)[1]
    assert table == capsys.readouterr().out

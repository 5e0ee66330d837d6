"""An edition cut to one audience: every string, date and number ready to be placed."""

"""What the office knows: values in, values out.

Imports the standard library only. The clock, the calendar of working days and the
directory of agencies are arguments.
"""

"""Inspection returns of a province: from county workbooks to official documents."""

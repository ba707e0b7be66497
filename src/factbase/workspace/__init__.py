"""Workspace: the files of a base as they are edited, and for each state of them a snapshot, in which all is read and checked."""

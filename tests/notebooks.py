"""Notebooks run as their readers run them: in, a notebook; out, it with the outputs of a new kernel, and nothing of the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["EXAMPLE", "made", "ran"]

EXAMPLE = Path(__file__).parents[1] / "docs" / "notebook.ipynb"


def ran(notebook: Any, folder: Path) -> Any:
    """A notebook after all its cells were run in a folder."""
    import nbclient

    client = nbclient.NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    done = client.execute()
    for cell in done.cells:
        cell.metadata = {}
    done.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return done


def made(*sources: str) -> Any:
    """A notebook of cells of code."""
    import nbformat

    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources])

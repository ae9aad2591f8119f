"""How Sphinx builds the book: the repository's root is the source folder, so notebooks are read where they live.

Nothing is executed here: what a page shows is what the notebook stores. Nothing is fetched: MathJax is one file out of
an installed package.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

project = "word2vec, explained"
author = "w2vexplained contributors"
project_copyright = "2026, w2vexplained contributors"
language = "en_GB"

root_doc = "book/index"
include_patterns = ["book/*.md", "book/_generated/*.md", "notebooks/*.ipynb"]
extensions = ["myst_nb", "sphinxcontrib.bibtex", "book.hooks"]
suppress_warnings: list[str] = []

nb_execution_mode = "off"
nb_ipywidgets_js: dict = {}
nb_render_markdown_format = "myst"
myst_enable_extensions = ["dollarmath", "amsmath", "attrs_inline", "deflist"]
# No blank between $ and formula: a sum of money is no formula. No equation number but the record's own \tag.
myst_dmath_allow_space = False
myst_dmath_double_inline = False
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"

html_theme = "sphinx_book_theme"
html_title = "word2vec, explained"
html_static_path = ["static"]
html_css_files = ["book.css"]
html_js_files = ["fit.js"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "show_navbar_depth": 1,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "home_page_in_toc": False,
    "navbar_persistent": [],  # the theme's own side bar has the search field already
    "article_header_end": ["toggle-secondary-sidebar.html"],
}
# Following the system's preference asks for a storage that a page from file:// is refused in some browsers.
html_context = {"default_mode": "light"}

# hooks.py copies this one file out of the package sphinx-mathjax-offline; SVG output needs no fonts beside it.
mathjax_path = "mathjax.js"
mathjax3_config = {
    "tex": {"inlineMath": [["\\(", "\\)"]], "displayMath": [["\\[", "\\]"]], "tags": "none"},
    "svg": {"fontCache": "global"},
    "options": {"processHtmlClass": "tex2jax_process|mathjax_process|math|output_area", "enableMenu": False},
}

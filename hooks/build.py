"""How a build of the site goes: MkDocs' events in the order in which they happen, each a list of steps.

MkDocs loads this file and no other. It keeps what the steps share, and decides when they are due; what a step does, its
package says. The language plugin builds the languages one after another, the further ones inside ``on_post_build`` of
the default one: all events from ``on_config`` to ``on_post_build`` come once for each language.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from languages.alternates import keep_one_404, link_alternates
from languages.completeness import check_blocks, check_pages, expecting_every_key
from languages.editions import Edition, read_edition
from languages.quiet import quiet
from languages.search import begin_index, leave_out_the_themes_own, part_tabs, renew_index, write_indexes
from pages import copy_buttons
from pages.blocks import Blocks
from pages.columns import Columns
from pages.contents import Contents
from pages.failing import Faults
from pages.heads import add_head, title_permalinks
from pages.highlighting import spare_plain_words
from pages.inline_code import InlineCode
from pages.mathematics import translate_formulas
from pages.plain import without_blocks
from pages.snippets import Snippets
from pages.spacing import close_up
from pages.words import read_words
from publishing.downloads import check_published_on, link_downloads, write_downloads
from publishing.feedback import check_repository, link_feedback
from publishing.markdown_twins import write_twin, write_twins
from publishing.notebooks import write_notebooks
from publishing.offline import check_offline, link_offline, write_offline
from publishing.policy import add_policy
from publishing.social_card import link_card, write_card
from publishing.structured_data import describe_page
from publishing.tool import Tool, make_tool
from publishing.whole import begin, discard, take_place
from running.runner import Runner
from serving.address import check_address
from serving.configuration import LOGGER, Places
from serving.rebuilding import Rebuilder
from serving.refreshing import Site, refresh

# Before every plugin, and after the language plugin, whose own are 50, and -100 where it sorts, translates and builds.
BEFORE_PLUGINS, AFTER_LANGUAGES = 100, -150
HOOKS = Path(__file__).resolve().parent
PLACES = Places(HOOKS.with_name("mkdocs.yml"))
logging.getLogger(LOGGER).addFilter(PLACES)  # now: MkDocs has begun to look at mkdocs.yml


@dataclass
class Session:
    """What lasts from MkDocs' start to its end, which in ``mkdocs serve`` is many builds."""

    serving: bool
    runner: Runner = field(default_factory=Runner)
    blocks: Blocks = field(default_factory=Blocks)
    folder: tempfile.TemporaryDirectory = field(default_factory=tempfile.TemporaryDirectory)  # for the tool


class Build:
    """What the steps of one build, in all its languages, leave for each other."""

    def __init__(self, session: Session, config) -> None:
        self.config = config
        self.site = Path(config.site_dir) if session.serving else begin(config)
        self.fail = Faults(session.serving)
        self.contents = Contents()
        self.editions: list[Edition] = []
        self.sites: dict[str, Site] = {}  # of each language
        self.root = Path(config.config_file_path).resolve().parent
        self.tool: Tool = make_tool(config, Path(session.folder.name))
        self.snippets = Snippets(self.root, session.runner, session.blocks, self.contents, self.fail)


session: Session
build: Build | None = None


def is_outermost(config) -> bool:
    """Whether this is the build of the default language, which begins first and holds those of all others."""
    return not config.plugins["i18n"].building


def on_startup(command, dirty):
    global session
    if not find_spec("torch"):
        raise PluginError("expected torch in this environment, in the version of requirements.txt\ngot      none")
    session = Session(serving=command == "serve")
    session.runner.start()
    spare_plain_words()
    quiet()


@event_priority(BEFORE_PLUGINS)  # markdown-exec reads its languages
def on_config(config):
    global build
    if is_outermost(config):
        if session.serving and not build:
            check_address(config)
        build = Build(session, config)
        with expecting_every_key(config):
            check_published_on(config)
            check_repository(config)
            check_blocks(config)
            check_offline(config)
        check_pages(config, build.fail)
        build.snippets.register(config)
        config.markdown_extensions += [Columns(), InlineCode()]


def on_pre_build(config):
    with expecting_every_key(config):
        title_permalinks(config)
        build.snippets.use(read_words(config), build.tool.through(config.plugins["i18n"].current_language))


def before_the_language_plugin_sorts_the_files(files, config):
    leave_out_the_themes_own(files)


@event_priority(AFTER_LANGUAGES)
def when_the_language_plugin_has_sorted_the_files(files, config):
    build.snippets.prefetch(files)
    build.tool.offer(files, config)


on_files = CombinedEvent(before_the_language_plugin_sorts_the_files, when_the_language_plugin_has_sorted_the_files)


@event_priority(AFTER_LANGUAGES)  # which it translates
def on_nav(nav, config, files):
    build.editions.append(read_edition(nav, config))


@event_priority(BEFORE_PLUGINS)  # they change the numbers of lines
def on_page_markdown(markdown, page, config, files):
    markdown = build.tool.fill(build.snippets.mark(markdown, page))
    elsewhere = build.tool.link_from_anywhere(without_blocks(markdown))
    build.contents.add(config.plugins["i18n"].current_language, page, elsewhere)
    return markdown


# Here Markdown becomes HTML, and markdown-exec calls Snippets.show for each fence.


def on_page_content(html, page, config, files):
    html = build.snippets.refuse_unseen(html, page)
    html = translate_formulas(html, page.file, build.fail)
    return part_tabs(add_head(html, page, config.extra))


def on_env(env, config, files):
    locale = config.plugins["i18n"].current_language
    build.sites[locale] = Site(files, build.editions[-1].nav, env)


def on_post_template(output, template_name, config):
    output = keep_one_404(output, template_name, config)
    return add_policy(output, config, session.serving) if template_name == "404.html" else output


def on_page_context(context, page, config, nav):
    link_alternates(context, page, config)
    link_downloads(context, page, config, build.contents)
    link_feedback(context, page, config)
    link_offline(context, config)
    link_card(context, config)
    describe_page(context, page, config, nav)
    return context


def on_post_page(output, page, config):
    output = copy_buttons.add(output, config.extra["snippet_labels"]["copy"])
    return add_policy(close_up(output), config, session.serving)


def after_each_language(config):
    write_card(config)


@event_priority(AFTER_LANGUAGES)  # which it has built, and whose search it has put together
def after_the_last_language(config):
    if is_outermost(config):
        build.snippets.fill(build.contents.pages.values())
        write_indexes(build.editions, config)
        write_downloads(build.contents, config)
        write_notebooks(build.contents, build.editions, config)
        write_twins(build.contents, build.editions, config)
        write_offline(config, build.site)
        build.fail.tell()
        if not session.serving:
            take_place(config, build.site)


on_post_build = CombinedEvent(after_each_language, after_the_last_language)


def on_serve(server, config, builder):
    server.builder = Rebuilder(builder, refresh_what_hangs_on, HOOKS, config, PLACES)


def refresh_what_hangs_on(changed: set[Path]) -> bool:
    """Build anew the pages that hang on files, in each language, and what is made of them; whether that is enough.

    Not anew is what is made of all pages: ``llms-full.txt``, and the offline edition.
    """
    hanging = {locale: site.hanging_on(changed, build.root / "snippets") for locale, site in build.sites.items()}
    if changed.difference(*(reasons for _, reasons in hanging.values())):
        return False
    for edition in build.editions:
        pages, _ = hanging[edition.locale]
        if not pages:
            continue
        entries = begin_index(build.config)
        if not refresh(build.sites[edition.locale], edition.locale, pages, build.config, on_pre_build):
            return False
        renew_index(entries, edition, pages, build.config)
        shown = [build.contents.pages[page.file.src_uri] for page in pages]
        build.snippets.fill(shown)
        few = build.contents.only(shown)
        write_downloads(few, build.config)
        write_notebooks(few, build.editions, build.config)
        for page in shown:
            write_twin(page, edition, build.config)
    build.fail.tell()
    return True


def on_build_error(error):
    if build:
        build.fail.tell()
    if build and not session.serving:
        shutil.rmtree(build.site, ignore_errors=True)
        discard(build.site)
    if isinstance(error, OSError) and not session.serving:
        raise PluginError(f"expected to read what is built and to write the site\ngot      {error}") from error


def on_shutdown():
    session.runner.stop()
    session.folder.cleanup()

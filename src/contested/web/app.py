"""The reading pages: every page answers from the ledger alone, and no request leaves the machine.

A report is text by strangers. It is escaped wherever it stands, and the browser is told to run no
script and to load nothing but this program's own style sheet and pictures.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from contested import __version__
from contested.errors import LedgerBusy, LedgerError, NotFound, UsageError
from contested.web import highlights, words
from contested.web.filters import IncidentFilter, read_filter
from contested.web.pages.actors import actor_page, relation_lines
from contested.web.pages.incidents import incident_choice, incident_page, incident_table
from contested.web.pages.reports import report_list, report_page
from contested.web.sheets import claim_json, incident_json, incidents_csv
from contested.web.source import OpenLedger, claims_of, incident_of, reading

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the pages are served.

    ``allowed_hosts`` are the names under which the server answers; naming them keeps a page of
    somebody else's from reading a ledger on this machine by pointing its own name at it. ``name``
    stands in the heading of every page: the ledger's file name, say.
    """

    name: str = "ledger"
    page_size: int = 50
    allowed_hosts: tuple[str, ...] = ("*",)


class IncidentQuery:
    """The filter of the incident table, as its address gives it (declared for the API's description)."""

    def __init__(
        self,
        request: Request,
        actor: Annotated[list[str] | None, Query(description="id or part of a name; repeat for or")] = None,
        place: Annotated[list[str] | None, Query(description="id or part of a name; repeat for or")] = None,
        kind: Annotated[
            list[str] | None, Query(alias="type", description="event type; repeat for or")
        ] = None,
        grade: Annotated[list[str] | None, Query(description="grade; repeat for or")] = None,
        since: Annotated[str | None, Query(alias="from", description="first day, YYYY-MM-DD")] = None,
        until: Annotated[str | None, Query(alias="to", description="last day, YYYY-MM-DD")] = None,
        min_deaths: Annotated[
            str | None, Query(description="at least so many dead by the best figure")
        ] = None,
        disputed: Annotated[str | None, Query(description="1: only where sources disagree")] = None,
        q: Annotated[str | None, Query(description="words in names or in the claims' sentences")] = None,
        sort: Annotated[
            str | None, Query(description="date place type deaths grade reports; - turns it")
        ] = None,
        page: Annotated[str | None, Query(description="page of the table, from 1")] = None,
    ) -> None:
        self.wanted: IncidentFilter = read_filter(request.query_params.multi_items())


Wanted = Annotated[IncidentQuery, Depends()]


def create_app(settings: WebSettings, open_ledger: OpenLedger) -> FastAPI:
    """The reading pages over what ``open_ledger`` opens, which is opened once for each page."""
    app = FastAPI(
        title="contested",
        version=__version__,
        description="Incidents, claims and reports of one ledger, for reading.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    pages = Pages(settings)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts))
    app.middleware("http")(_with_headers)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _add_errors(app, pages)
    _add_data(app, open_ledger)
    _add_incidents(app, settings, open_ledger, pages)
    _add_reports(app, settings, open_ledger, pages)
    _add_actors(app, open_ledger, pages)
    _add_about(app, open_ledger, pages)
    return app


class Pages:
    """The templates, with escaping always on."""

    def __init__(self, settings: WebSettings) -> None:
        self._environment = Environment(
            loader=PackageLoader("contested.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            words=words, labels=highlights.LABELS, ledger_name=settings.name, version=__version__
        )
        self._environment.filters["exact"] = exact
        self._environment.filters["safe_url"] = safe_url

    def show(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page from its template."""
        text = self._environment.get_template(template).render(context, status=status)
        return HTMLResponse(text, status_code=status)


def exact(text: str) -> Markup:
    """Text escaped so that a browser shows every character of it: a bare CR would be read as a LF."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def safe_url(url: str | None) -> str | None:
    """An address that may be a link; None for ``javascript:`` and whatever else is no web address."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


async def _with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


def _add_data(app: FastAPI, open_ledger: OpenLedger) -> None:
    @app.get("/healthz", tags=["service"])
    def health() -> dict[str, str]:
        """Whether the server answers and can open its ledger."""
        with reading(open_ledger) as ledger:
            ledger.counts()
        return {"status": "ok", "version": __version__}

    @app.get("/incidents.json", tags=["incidents"])
    def incidents_json(query: Wanted) -> JSONResponse:
        """The incidents of the filter, all of them, in its order."""
        with reading(open_ledger) as ledger:
            everything, chosen, _ = incident_choice(ledger, query.wanted)
        body = [incident_json(incident) for incident in chosen]
        return JSONResponse({"matching": len(chosen), "total": len(everything), "incidents": body})

    @app.get("/incidents.csv", tags=["incidents"], response_class=Response)
    def incidents_csv_file(query: Wanted) -> Response:
        """The incidents of the filter as a table; cells that a spreadsheet would run are defused."""
        with reading(open_ledger) as ledger:
            _, chosen, _ = incident_choice(ledger, query.wanted)
        headers = {"Content-Disposition": 'attachment; filename="incidents.csv"'}
        return Response(incidents_csv(chosen), media_type="text/csv; charset=utf-8", headers=headers)

    @app.get("/incidents/{incident_id}.json", tags=["incidents"])
    def one_incident_json(incident_id: str) -> JSONResponse:
        """One incident with its claims."""
        with reading(open_ledger) as ledger:
            incident = incident_of(ledger, incident_id)
            claims = claims_of(ledger, incident.claim_ids).values()
            body = [claim_json(claim, ledger.document(claim.document_id)) for claim in claims]
        return JSONResponse({"incident": incident_json(incident), "claims": body})


def _add_incidents(app: FastAPI, settings: WebSettings, open_ledger: OpenLedger, pages: Pages) -> None:
    @app.get("/", include_in_schema=False)
    def table(query: Wanted) -> HTMLResponse:
        with reading(open_ledger) as ledger:
            view = incident_table(ledger, query.wanted, settings.page_size)
        return pages.show(
            "incidents.html", view=view, address_of_page=lambda n: query.wanted.on_page(n).address()
        )

    @app.get("/incidents", include_in_schema=False)
    def table_elsewhere(query: Wanted) -> RedirectResponse:
        return RedirectResponse(query.wanted.address(), status_code=301)

    @app.get("/incidents/{incident_id}", include_in_schema=False)
    def incident(incident_id: str) -> Response:
        with reading(open_ledger) as ledger:
            view = incident_page(ledger, incident_id)
        if view.incident.incident_id != incident_id:
            return RedirectResponse(f"/incidents/{view.incident.incident_id}", status_code=302)
        return pages.show("incident.html", view=view)


def _add_reports(app: FastAPI, settings: WebSettings, open_ledger: OpenLedger, pages: Pages) -> None:
    @app.get("/reports", include_in_schema=False)
    def reports(page: str = "1", outlet: str = "") -> HTMLResponse:
        wanted = read_filter([("page", page)]).page
        with reading(open_ledger) as ledger:
            view = report_list(ledger, wanted, settings.page_size, outlet)

        def address_of_page(number: int) -> str:
            return "/reports?" + urlencode({"page": number} | ({"outlet": outlet} if outlet else {}))

        return pages.show("reports.html", view=view, address_of_page=address_of_page)

    @app.get("/reports/{document_id}", include_in_schema=False)
    def report(document_id: str) -> Response:
        with reading(open_ledger) as ledger:
            view = report_page(ledger, document_id)
        if view.document.document_id != document_id:
            return RedirectResponse(f"/reports/{view.document.document_id}", status_code=302)
        return pages.show("report.html", view=view)


def _add_actors(app: FastAPI, open_ledger: OpenLedger, pages: Pages) -> None:
    @app.get("/actors/{actor_id}", include_in_schema=False)
    def actor(actor_id: str) -> HTMLResponse:
        with reading(open_ledger) as ledger:
            view = actor_page(ledger, actor_id)
        return pages.show("actor.html", view=view)

    @app.get("/relations", include_in_schema=False)
    def relations() -> HTMLResponse:
        with reading(open_ledger) as ledger:
            lines = relation_lines(ledger, ledger.relations())
        return pages.show("relations.html", lines=lines)


def _add_about(app: FastAPI, open_ledger: OpenLedger, pages: Pages) -> None:
    @app.get("/about", include_in_schema=False)
    def about() -> HTMLResponse:
        with reading(open_ledger) as ledger:
            counts, runs = dict(ledger.counts()), list(ledger.runs())
        return pages.show("about.html", counts=counts, runs=runs)


def _add_errors(app: FastAPI, pages: Pages) -> None:
    def answer(request: Request, status: int, heading: str, said: str) -> Response:
        if request.url.path.endswith((".json", ".csv", "/healthz")):
            return JSONResponse({"error": said}, status_code=status)
        return pages.show("error.html", status=status, heading=heading, said=said)

    @app.exception_handler(NotFound)
    def not_found(request: Request, error: NotFound) -> Response:
        return answer(request, 404, "Not here", str(error))

    @app.exception_handler(UsageError)
    def not_understood(request: Request, error: UsageError) -> Response:
        return answer(request, 400, "This filter cannot be read", str(error))

    @app.exception_handler(LedgerBusy)
    def busy(request: Request, error: LedgerBusy) -> Response:
        return answer(request, 503, "The ledger is busy", f"{error} Try again in a moment.")

    @app.exception_handler(LedgerError)
    def unusable(request: Request, error: LedgerError) -> Response:
        return answer(request, 503, "The ledger cannot be read", str(error))

    @app.exception_handler(StarletteHTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        said = {404: "There is no such page.", 405: "These pages can only be read."}
        return answer(request, error.status_code, "Not here", said.get(error.status_code, str(error.detail)))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Response:
        """The server's log says what; a stranger is not shown the insides of the program."""
        said = "The page could not be made; this is a fault of the program, not of what was asked."
        response = answer(request, 500, "Something broke", said)
        response.headers.update(HEADERS)
        return response

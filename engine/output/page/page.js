
"use strict";
(() => {
  const A_PAGE = 50;
  const SEVERITIES = ["blocker", "major", "minor", "advice"];
  const SVG = "http://www.w3.org/2000/svg";
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const list = document.getElementById("deals");
  const pager = document.getElementById("pager");
  const count = document.getElementById("count");

  const text = (value) => (typeof value === "number" ? data.texts[value] : value);
  const number = (value) => value.toLocaleString("en-GB");

  const finding = ([severity, rule, title, subject, message, remedy, path, line, waived]) => ({
    severity, rule: text(rule), title: text(title), subject: text(subject), message: text(message),
    remedy: text(remedy), path, line, waived: text(waived),
  });

  const deals = data.deals.map((packed, place) => {
    const counts = [0, 0, 0, 0];
    for (const [severity, , , , , , , , waived] of packed.findings) if (!text(waived)) counts[severity] += 1;
    let met = 0, known = 0, unknown = 0;
    for (const [, one, all, open] of packed.scores) { met += one; known += all; unknown += open; }
    return {
      ...packed, place, counts, met, known, unclear: unknown, owner: text(packed.owner), stage: text(packed.stage),
      share: known ? Math.floor((met * 100) / known) : null,
      start: packed.meeting ? Date.parse(packed.meeting) : Infinity,
      words: null, findings: packed.findings, opened: null,
    };
  });

  // What is searched is put together when a deal is searched first.
  const words = (deal) => {
    deal.words ??= {
      head: [deal.title, deal.id, deal.owner, deal.stage, deal.file].join(" ").toLowerCase(),
      findings: deal.findings.map(([, rule, title, subject, message, remedy, path]) =>
        [text(rule), text(title), text(subject), text(message), text(remedy), path].join(" ").toLowerCase()),
    };
    return deal.words;
  };

  const grave = (one, other) => {
    for (let place = 0; place < SEVERITIES.length; place += 1) {
      const difference = other.counts[place] - one.counts[place];
      if (difference) return difference;
    }
    return one.place - other.place;
  };
  const orders = {
    grave,
    meeting: (one, other) => (one.start === other.start ? grave(one, other) : one.start - other.start),
    met: (one, other) => (one.share ?? 101) - (other.share ?? 101) || grave(one, other),
    title: (one, other) => one.title.localeCompare(other.title) || one.place - other.place,
    run: (one, other) => one.place - other.place,
  };

  const wanted = () => {
    const values = new FormData(form);
    return {
      terms: values.get("q").toLowerCase().split(/\s+/).filter(Boolean),
      severities: new Set(values.getAll("severity").map((name) => SEVERITIES.indexOf(name))),
      owner: values.get("owner"), stage: values.get("stage"), sort: values.get("sort"),
    };
  };

  // The numbers of the findings to show, or null if the deal is not wanted.
  const matching = (deal, { terms, severities, owner, stage }) => {
    if ((owner && `=${deal.owner}` !== owner) || (stage && deal.stage !== stage)) return null;
    let numbers = [...deal.findings.keys()];
    if (severities.size) {
      numbers = numbers.filter((place) => severities.has(deal.findings[place][0]) && !text(deal.findings[place][8]));
      if (!numbers.length) return null;
    }
    if (terms.length) {
      const { head, findings } = words(deal);
      const rest = terms.filter((term) => !head.includes(term));
      if (rest.length) {
        numbers = numbers.filter((place) => rest.every((term) => findings[place].includes(term)));
        if (!numbers.length) return null;
      }
    }
    return numbers;
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const bar = (met, known, unknown) => {
    const whole = known + unknown || 1;
    const svg = document.createElementNS(SVG, "svg");
    const told = `${met} of ${known} met, ${unknown} unknown, by weight`;
    const attributes = { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": told };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    for (const [kind, part] of [["missed", known], ["met", met]]) {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", kind);
      rect.setAttribute("width", ((part / whole) * 100).toFixed(1));
      rect.setAttribute("height", "8");
      svg.append(rect);
    }
    return svg;
  };
  const met = (share) => (share === null ? "nothing known" : `${share}% met`);
  const moment = (meeting) => {
    if (!meeting) return "";
    const [day, time] = meeting.split("T");
    const date = new Date(`${day}T12:00:00Z`);
    const shown = date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    return `meeting ${shown.replace(",", "")}, ${time.slice(0, 5)}`;
  };

  const findingItem = (packed) => {
    const one = finding(packed);
    const severity = SEVERITIES[one.severity];
    const kind = one.waived ? "waived" : severity;
    const item = make("li", {},
      make("p", {}, make("span", { class: `chip ${kind}` }, one.waived ? `waived ${severity}` : severity), " ",
        make("strong", { dir: "auto" }, one.title), " ", make("code", {}, one.rule)),
      make("p", { dir: "auto" }, one.message));
    if (one.remedy) item.append(make("p", { class: "help", dir: "auto" }, one.remedy));
    if (one.waived) item.append(make("p", { class: "help", dir: "auto" }, one.waived));
    const subject = one.path.startsWith(one.subject) ? "" : one.subject;
    const place = [subject, one.path, one.line ? `line ${one.line}` : ""].filter(Boolean).join(" · ");
    if (place) item.append(make("p", { class: "place", dir: "auto" }, place));
    return item;
  };

  const body = (deal, numbers) => {
    const element = make("div", { class: "body" });
    if (deal.documents.length) {
      const links = deal.documents.map(([name, address]) => make("a", { href: address }, name));
      element.append(make("p", { class: "documents" }, "Documents: ", ...links));
    }
    const items = numbers.map((place) => findingItem(deal.findings[place]));
    if (items.length) element.append(make("ul", { class: "findings" }, ...items));
    const hidden = deal.findings.length - numbers.length;
    if (hidden) element.append(make("p", { class: "soft" }, `${hidden} more that the filter leaves out`));
    if (deal.asked) {
      const first = deal.asked > deal.questions.length ? `, the first ${deal.questions.length}` : "";
      element.append(make("p", {}, `${deal.asked} question${deal.asked === 1 ? "" : "s"} to ask${first}:`));
      element.append(make("ol", {}, ...deal.questions.map(([to, told]) => make("li", { dir: "auto" }, `${text(to)}: ${text(told)}`))));
    }
    if (deal.scores.length) {
      element.append(make("ul", { class: "scores" }, ...deal.scores.map(([stage, one, known, unknown]) =>
        make("li", {}, make("span", {}, text(stage)), bar(one, known, unknown),
          make("span", {}, met(known ? Math.floor((one * 100) / known) : null))))));
    }
    const open = deal.unknown ? ` · ${deal.unknown} not evaluated` : "";
    element.append(make("p", { class: "place", dir: "auto" }, deal.file + open));
    return element;
  };

  const dealItem = ([deal, numbers]) => {
    const about = [deal.id, deal.owner, deal.stage, moment(deal.meeting)].filter(Boolean).join(" · ");
    const chips = SEVERITIES.map((name, place) =>
      deal.counts[place] ? make("span", { class: `chip ${name}` }, `${deal.counts[place]} ${name}`) : "").filter(Boolean);
    if (!chips.length) chips.push(make("span", { class: "chip none" }, "no findings"));
    const details = make("details", { class: "deal" }, make("summary", {},
      make("span", { class: "who" }, make("span", { class: "title", dir: "auto" }, deal.title), make("span", { class: "about", dir: "auto" }, about)),
      make("span", { class: "chips" }, ...chips),
      make("span", { class: "score" }, bar(deal.met, deal.known, deal.unclear), make("span", {}, met(deal.share)))));
    // What is inside is made when it is opened.
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(body(deal, numbers));
    });
    return make("li", {}, details);
  };

  let shown = [];
  let page = 0;
  const pages = () => Math.max(1, Math.ceil(shown.length / A_PAGE));

  const draw = () => {
    page = Math.min(Math.max(page, 0), pages() - 1);
    list.replaceChildren(...shown.slice(page * A_PAGE, (page + 1) * A_PAGE).map(dealItem));
    pager.hidden = pages() === 1;
    pager.querySelector("#before").disabled = page === 0;
    pager.querySelector("#after").disabled = page === pages() - 1;
    pager.querySelector("#where").textContent = `Page ${page + 1} of ${pages()}`;
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value && !(name === "sort" && value === "grave")) state.append(name, value);
    if (page) state.set("page", page + 1);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
  };

  const apply = (first = 0) => {
    const filter = wanted();
    shown = [];
    for (const deal of deals) {
      const numbers = matching(deal, filter);
      if (numbers) shown.push([deal, numbers]);
    }
    shown.sort(([one], [other]) => orders[filter.sort](one, other));
    page = first;
    draw();
    remember();
    const all = deals.length;
    count.textContent = shown.length === all ? `${number(all)} plan${all === 1 ? "" : "s"}` : `${number(shown.length)} of ${number(all)} plans`;
  };

  const turn = (by) => {
    page += by;
    draw();
    remember();
    document.getElementById("list").focus();
    document.getElementById("filters").scrollIntoView();
  };

  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", "owner", "stage", "sort"]) {
      const control = form.elements[name];
      const value = state.get(name);
      if (value !== null && (name === "q" || [...control.options].some((option) => option.value === value))) control.value = value;
    }
    const chosen = new Set(state.getAll("severity"));
    for (const box of form.querySelectorAll("[name=severity]")) box.checked = chosen.has(box.value);
    return Number(state.get("page") ?? 1) - 1 || 0;
  };

  const owners = [...new Set(deals.map((deal) => deal.owner))].sort((one, other) => one.localeCompare(other));
  form.elements.owner.append(...owners.map((owner) => make("option", { value: `=${owner}` }, owner || "no owner")));
  pager.append(make("button", { type: "button", id: "before" }, "Previous"), make("span", { id: "where", role: "status" }),
    make("button", { type: "button", id: "after" }, "Next"));
  pager.querySelector("#before").addEventListener("click", () => turn(-1));
  pager.querySelector("#after").addEventListener("click", () => turn(1));

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("unfold").addEventListener("click", () => {
    const all = [...list.querySelectorAll("details.deal")];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.q.focus();
    }
  });
  addEventListener("hashchange", () => { if (location.hash.includes("=")) apply(restore()); });

  form.hidden = false;
  count.hidden = false;
  apply(restore());
})();

// The editor of a plan: CodeMirror in the place of a text area, which stays the form's field.
// It lives in a shadow root, because its styles may then be set without inline style elements.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";

import { checkText } from "./checking.js";
import { schemaCompletion } from "./completion.js";
import { showFindings } from "./findings.js";
import { highlighting, looks } from "./looks.js";

const PAUSE = 400;
const SEVERITIES = { blocker: "error", major: "warning", minor: "info", advice: "hint" };

function open(area) {
  const form = area.form;
  const host = document.createElement("div");
  host.className = "editor-host";
  area.after(host);
  area.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const completion = schemaCompletion(area.dataset.schema);
  let timer = 0;
  let saved = area.value;
  let request = null;

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), bracketMatching(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }),
        yaml(), syntaxHighlighting(highlighting), indentUnit.of("  "), EditorView.lineWrapping, looks,
        autocompletion({ override: [completion], icons: false }),
        EditorView.contentAttributes.of({ "aria-label": area.dataset.label || "Plan", spellcheck: "false", tabindex: "0" }),
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => { form.requestSubmit(); return true; } },
          ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            area.value = view.state.doc.toString();
            clearTimeout(timer);
            timer = setTimeout(check, PAUSE);
          }
        }),
      ],
    }),
  });

  function jump(line, column) {
    const place = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    const at = Math.min(place.from + Math.max(column - 1, 0), place.to);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.focus();
  }

  function mark(found) {
    const doc = view.state.doc;
    const diagnostics = found.filter((one) => one.line > 0 && one.line <= doc.lines).map((one) => {
      const line = doc.line(one.line);
      const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to);
      return { from, to: line.to, severity: SEVERITIES[one.severity] || "error", message: one.message, source: one.rule };
    });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }

  async function check() {
    request?.abort();
    request = new AbortController();
    const text = view.state.doc.toString();
    const answer = await checkText(area.dataset.check, text, area.dataset.format, request.signal);
    if (answer && text === view.state.doc.toString()) {
      mark(answer.found);
      showFindings(document.querySelector(area.dataset.findings), answer, jump);
    }
  }

  function jumpToHash() {
    const match = /^#L(\d+)$/.exec(location.hash);
    if (match) jump(Number(match[1]), 1);
  }

  form.addEventListener("submit", () => { saved = area.value; });
  window.addEventListener("hashchange", jumpToHash);
  window.addEventListener("beforeunload", (event) => { if (area.value !== saved) event.preventDefault(); });
  jumpToHash();
  if (area.value.trim()) check();
}

document.querySelectorAll("textarea[data-editor]").forEach(open);

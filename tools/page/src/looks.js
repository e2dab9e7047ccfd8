// The looks of the editor, in the colours of the page: its custom properties reach into the shadow root.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const highlighting = HighlightStyle.define([
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--advice)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--good)" },
  { tag: [tags.punctuation, tags.separator, tags.meta], color: "var(--soft)" },
]);

// Marks are drawn without images: the page's policy lets none but its own files be loaded.
const wavy = (colour) => ({ backgroundImage: "none", textDecoration: `underline wavy ${colour}`, textDecorationSkipInk: "none" });
const dot = (colour) => ({ content: "normal", width: ".6em", height: ".6em", marginTop: ".45em", borderRadius: "50%", backgroundColor: colour });
const message = (colour) => ({ borderLeft: `4px solid ${colour}`, padding: ".3em .6em" });

export const looks = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--ground)", fontSize: ".9rem", border: "1px solid var(--soft)", borderRadius: ".35rem", height: "100%" },
  "&.cm-focused": { outline: "3px solid var(--advice)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Liberation Mono', Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--chosen)" },
  ".cm-lintRange-error": wavy("var(--blocker)"),
  ".cm-lintRange-warning": wavy("var(--major)"),
  ".cm-lintRange-info": wavy("var(--minor)"),
  ".cm-lintRange-hint": wavy("var(--advice)"),
  ".cm-lint-marker-error": dot("var(--blocker)"),
  ".cm-lint-marker-warning": dot("var(--major)"),
  ".cm-lint-marker-info": dot("var(--minor)"),
  ".cm-lint-marker-hint": dot("var(--advice)"),
  ".cm-diagnostic-error": message("var(--blocker)"),
  ".cm-diagnostic-warning": message("var(--major)"),
  ".cm-diagnostic-info": message("var(--minor)"),
  ".cm-diagnostic-hint": message("var(--advice)"),
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip": { maxWidth: "36rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--advice)", color: "var(--ground)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--ground)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-textfield": { backgroundColor: "var(--ground)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--card)", color: "var(--soft)", border: "1px solid var(--rule)" },
});

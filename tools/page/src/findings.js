// The findings beside the text. What changes is told to screen readers in one sentence, not as a list.

const ORDER = ["mistake", "blocker", "major", "minor", "advice"];

/** Writes the list of findings into a panel that has a [data-told] and a [data-list]. */
export function showFindings(panel, answer, jump) {
  if (!panel) return;
  const told = panel.querySelector("[data-told]");
  const sentence = inWords(answer);
  if (told.textContent !== sentence) told.textContent = sentence;
  const found = [...answer.found].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  panel.querySelector("[data-list]").replaceChildren(...found.map((one) => item(one, jump)));
}

function inWords({ kind, found, questions }) {
  if (kind === "empty") return "Nothing written yet.";
  if (kind === "unreachable") return "The service cannot be reached; findings will come back with it.";
  if (kind === "failed") return "The check could not be made.";
  if (kind === "mistakes") return `${count(found.length, "mistake")} to mend before the plan can be read.`;
  const graves = ORDER.map((name) => [name, found.filter((one) => one.severity === name).length]).filter(([, n]) => n);
  const parts = graves.map(([name, n]) => `${n} ${name}`).join(", ");
  return `${found.length ? `${count(found.length, "finding")}: ${parts}` : "No findings"}; ${count(questions, "question")} open.`;
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function item(one, jump) {
  const entry = element("li", "");
  const head = element("p", "");
  head.append(element("span", `chip ${one.severity}`, one.severity), " ");
  if (one.title) head.append(element("strong", "", one.title), " ");
  if (one.line > 0) {
    const button = element("button", "link", `line ${one.line}`);
    button.type = "button";
    button.addEventListener("click", () => jump(one.line, one.column));
    head.append(button);
  }
  entry.append(head, element("p", "", one.message));
  if (one.remedy) entry.append(element("p", "help", one.remedy));
  return entry;
}

function element(tag, look, text = "") {
  const made = document.createElement(tag);
  if (look) made.className = look;
  made.textContent = text;
  if (tag === "p" || tag === "strong") made.dir = "auto";
  return made;
}

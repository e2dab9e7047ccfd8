// Asks the service what it finds in a text: the same check as everywhere else.

/** The findings or mistakes of a text, each with its place; null when a later question has overtaken this one. */
export async function checkText(url, text, format, signal) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  const headers = { "Content-Type": format === "json" ? "application/json" : "application/yaml", Accept: "application/json" };
  if (token) headers["X-CSRF-Token"] = token;
  if (!text.trim()) return { kind: "empty", found: [], questions: 0 };
  try {
    const response = await fetch(url, { method: "POST", headers, body: text, signal, credentials: "same-origin" });
    const answer = await response.json();
    return response.ok ? assessed(answer) : refused(answer, response.status);
  } catch (error) {
    if (error.name === "AbortError") return null;
    return { kind: "unreachable", found: [], questions: 0 };
  }
}

function assessed(report) {
  const deal = report.deals[0];
  const found = deal.findings.filter((one) => !one.waived).map((one) => ({
    severity: one.severity, rule: one.rule, title: one.title, message: one.message, remedy: one.remedy,
    line: one.location.line, column: one.location.column,
  }));
  return { kind: "findings", found, questions: deal.questions.length };
}

function refused(answer, status) {
  const found = (answer.errors || []).map((one) => ({
    severity: "mistake", rule: one.code, title: "", message: one.message, remedy: "", line: one.line, column: one.column,
  }));
  return { kind: status === 422 ? "mistakes" : "failed", found, questions: 0 };
}

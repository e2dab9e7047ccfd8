// Completion from the JSON Schema of a plan: the keys that may stand where the cursor is, and the values of closed lists.

/** A source of completions; the schema is fetched when it is first needed. */
export function schemaCompletion(url) {
  let schema = null;
  const load = () => (schema ??= fetch(url, { credentials: "same-origin" }).then((response) => (response.ok ? response.json() : {})));
  return async (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const value = /^(\s*(?:- )*)([\w-]+):\s+([\w -]*)$/.exec(before);
    const key = /^(\s*(?:- )*)([\w-]*)$/.exec(before);
    if (!url || (!value && !key)) return null;
    if (key && !key[2] && !context.explicit) return null;
    const root = await load();
    const path = pathAbove(context.state.doc, line.number, indentation((value || key)[1]));
    const holders = path.reduce((found, step) => found.flatMap((one) => below(root, one, step)), spread(root, root));
    return value ? values(root, holders, value, context.pos) : keys(holders, key, context.pos);
  };
}

function keys(holders, [, , word], pos) {
  const options = new Map();
  for (const holder of holders) {
    for (const [name, property] of Object.entries(holder.properties || {})) {
      options.set(name, { label: name, apply: `${name}: `, info: property.description, type: "property" });
    }
  }
  return options.size ? { from: pos - word.length, options: [...options.values()], validFor: /^[\w-]*$/ } : null;
}

function values(root, holders, [, , name, word], pos) {
  const allowed = holders.flatMap((one) => below(root, one, name)).flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]));
  const texts = [...new Set(allowed.filter((one) => one !== null).map(String))];
  return texts.length ? { from: pos - word.length, options: texts.map((label) => ({ label, type: "enum" })), validFor: /^[\w -]*$/ } : null;
}

/** The column at which a key stands, behind its dashes. */
function indentation(margin) {
  return margin.length;
}

/** The keys that lead to a line, from the lines above that are indented less; "-" for an item of a list. */
function pathAbove(doc, number, column) {
  const path = [];
  const own = /^(\s*)((?:- )*)/.exec(doc.line(number).text);
  let limit = own[2] ? own[1].length : column;
  if (own[2]) path.unshift("-");
  let inList = Boolean(own[2]);
  for (let at = number - 1; at > 0; at -= 1) {
    const match = /^(\s*)((?:- )*)([\w-]+):/.exec(doc.line(at).text);
    if (!match) continue;
    const dash = match[1].length;
    const start = dash + match[2].length;
    if (start < limit || (inList && !match[2] && start <= limit)) {
      path.unshift(match[3]);
      limit = start;
      inList = false;
    }
    if (match[2] && start <= limit && dash < limit) {
      path.unshift("-");
      limit = dash;
      inList = true;
    }
    if (limit === 0 && !inList) break;
  }
  return path;
}

function below(root, holder, step) {
  if (step === "-") return holder.items ? spread(root, holder.items) : [];
  const next = holder.properties?.[step] ?? (typeof holder.additionalProperties === "object" ? holder.additionalProperties : null);
  return next ? spread(root, next) : [];
}

/** The schemas that a schema stands for: references followed, alternatives side by side. */
function spread(root, schema, depth = 0) {
  if (!schema || depth > 8) return [];
  if (schema.$ref) {
    const named = schema.$ref.replace(/^#\//, "").split("/").reduce((node, name) => node?.[name], root);
    return spread(root, named, depth + 1);
  }
  const parts = [...(schema.anyOf || []), ...(schema.oneOf || []), ...(schema.allOf || [])];
  return [schema, ...parts.flatMap((one) => spread(root, one, depth + 1))];
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { auditFacts, auditKinds, auditSettings, auditWhats, settingWords } from '../../../renderer/features/settings/audit-words.ts';
import { audit as english } from '../../../renderer/text/en/audit.ts';
import { audit as indonesian } from '../../../renderer/text/id/audit.ts';

/** What the sources write into the log: kinds of acts, what was done, and the names of their facts, out of every call that writes. */
const found = { kinds: new Set<string>(), whats: new Set<string>(), facts: new Set<string>() };
const root = path.join(import.meta.dirname, '../../../db');

function texts(node: ts.Node | undefined, into: Set<string>): void {
  if (node === undefined) return;
  if (ts.isStringLiteral(node)) into.add(node.text);
  if (ts.isConditionalExpression(node)) for (const one of [node.whenTrue, node.whenFalse]) texts(one, into);
}

function facts(node: ts.Node): void {
  if (ts.isParenthesizedExpression(node)) facts(node.expression);
  else if (ts.isConditionalExpression(node)) for (const one of [node.whenTrue, node.whenFalse]) facts(one);
  else if (ts.isBinaryExpression(node)) facts(node.right);
  else if (ts.isObjectLiteralExpression(node)) {
    for (const one of node.properties) {
      if (ts.isSpreadAssignment(one)) facts(one.expression);
      else if (one.name && ts.isIdentifier(one.name)) {
        found.facts.add(one.name.text);
        if (one.name.text === 'what' && ts.isPropertyAssignment(one)) texts(one.initializer, found.whats);
      }
    }
  }
}

function meta(node: ts.ObjectLiteralExpression): void {
  for (const one of node.properties) {
    if (!ts.isPropertyAssignment(one) || !ts.isIdentifier(one.name)) continue;
    if (one.name.text === 'kind') texts(one.initializer, found.kinds);
    if (one.name.text === 'detail') facts(one.initializer);
  }
}

function walk(node: ts.Node, writes: boolean): void {
  if (ts.isCallExpression(node)) {
    const name = node.expression.getText();
    const [first, second] = node.arguments;
    if (/(^|\.)writeChanges$/.test(name) && second && ts.isObjectLiteralExpression(second)) meta(second);
    if (/(^|\.)meta$/.test(name)) {
      texts(first, found.kinds);
      if (second && ts.isObjectLiteralExpression(second)) meta(second);
    }
  }
  if (writes && ts.isVariableDeclaration(node) && ['detail', 'said'].includes(node.name.getText()) && node.initializer) facts(node.initializer);
  ts.forEachChild(node, (child) => walk(child, writes));
}

test('every kind of act, everything that is done, and every fact of the log has its words in both languages', () => {
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (/writeChanges|\bmeta\(/.test(text)) walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), text.includes('writeChanges('));
  }
  expect([found.kinds.size, found.whats.size, found.facts.size].every((size) => size > 20)).toBe(true);
  expect([...found.kinds].filter((kind) => !(auditKinds as readonly string[]).includes(kind))).toEqual([]);
  expect([...found.whats].filter((what) => !(auditWhats as readonly string[]).includes(what.replace('.', '_')))).toEqual([]);
  expect([...found.facts].filter((fact) => !(auditFacts as readonly string[]).includes(fact))).toEqual([]);
  for (const catalogue of [english, indonesian] as Record<string, string>[]) {
    for (const key of [...auditKinds.map((kind) => `kind_${kind}`), ...auditWhats.map((what) => `what_${what}`), ...auditFacts.map((fact) => `fact_${fact}`), ...auditSettings.map((setting) => `setting_${setting}`)]) expect(catalogue[key], key).toMatch(/^\S.+/);
  }
});

test('a setting is told by what it is for, whatever else its key names', () => {
  const t = ((key: string) => key) as Parameters<typeof settingWords>[1];
  expect(['check.twoPersons', 'security.lockMinutes', 'intake.mapping.Rekap dinas', 'letter.logo.ab12', 'SITI'].map((key) => settingWords(key, t))).toEqual([
    'audit.setting_check_twoPersons', 'audit.setting_security_lockMinutes', 'audit.setting_intake_mapping: Rekap dinas', 'audit.setting_letter_logo', 'SITI',
  ]);
});

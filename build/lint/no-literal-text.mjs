// House rule: what a user reads comes from the catalogue, so that Indonesian and English stay side by side.

const textAttributes = new Set(['label', 'title', 'placeholder', 'aria-label', 'alt', 'description', 'aria-description', 'aria-roledescription']);
const hasLetters = /\p{L}{2,}/u;
/** The same in every language: the product's name and the names of keys. */
const nameless = /^(Tepat|((Ctrl|Alt|Shift)\+)*(Ctrl|Alt|Shift|Enter|Esc|Tab|F\d{1,2}|[A-Z↑↓←→;?]))$/u;

export const noLiteralText = {
  meta: {
    type: 'problem',
    messages: { literal: 'Text that a user reads belongs in renderer/text: {{text}}' },
    schema: [],
  },
  create: (context) => {
    const refuse = (node, text) => {
      if (hasLetters.test(text) && !nameless.test(text.trim())) context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
    };
    const look = (node) => {
      if (node?.type === 'Literal' && typeof node.value === 'string') refuse(node, node.value);
      if (node?.type === 'TemplateLiteral') for (const part of node.quasis) refuse(part, part.value.raw);
      if (node?.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(look);
      if (node?.type === 'LogicalExpression') [node.left, node.right].forEach(look);
    };
    return {
      JSXText: (node) => refuse(node, node.value),
      JSXAttribute: (node) => {
        if (!textAttributes.has(node.name.name)) return;
        if (node.value?.type === 'Literal') look(node.value);
        if (node.value?.type === 'JSXExpressionContainer') look(node.value.expression);
      },
      'JSXElement > JSXExpressionContainer, JSXFragment > JSXExpressionContainer': (node) => look(node.expression),
    };
  },
};

import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noLiteralText } from './build/lint/no-literal-text.mjs';

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'demo/', 'shots/', 'out/', 'resources/', 'test-results/', 'tests/fixtures/shell/page.js'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-param-reassign': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A void arrow is shorter and as clear: () => void set.add(x)
      '@typescript-eslint/no-invalid-void-type': 'off',
      // `never` is what fail() answers; the rule cannot see through it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, tepat: { rules: { 'no-literal-text': noLiteralText } } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'tepat/no-literal-text': 'error',
    },
  },
  {
    files: ['db/rules/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto', 'performance', 'console'],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Rules have no clock: take the date as an argument.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Rules have no clock: take the date as an argument.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Rules have no randomness.' },
      ],
    },
  },
);

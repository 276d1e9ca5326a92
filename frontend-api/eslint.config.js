import appsync from '@aws-appsync/eslint-plugin';

/** What AppSync's JavaScript runtime refuses and its plugin does not see. */
const refused = [
  ['ThrowStatement', 'throw: use util.error'],
  ['NewExpression', 'new'],
  ["BinaryExpression[operator='in']", 'the operator in: use Object.hasOwn'],
  ['ImportExpression', 'dynamic import'],
  ["ImportDeclaration[source.value!=/^@aws-appsync\\u002Futils(\\u002Fdynamodb)?$/]", 'modules other than @aws-appsync/utils'],
  ['DoWhileStatement', 'do … while'],
  ['TaggedTemplateExpression', 'tagged templates'],
  ['DebuggerStatement', 'debugger'],
  ['ChainExpression > CallExpression[optional=true]', 'optional calls'],
];

export default [
  { files: ['resolvers/*.js'], ...appsync.configs.recommended },
  {
    files: ['resolvers/*.js'],
    languageOptions: {
      parser: appsync.configs.recommended.languageOptions.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
      sourceType: 'module',
      globals: {
        JSON: 'readonly', Object: 'readonly', Array: 'readonly', Math: 'readonly', Number: 'readonly', String: 'readonly',
        Boolean: 'readonly', console: 'readonly', undefined: 'readonly', NaN: 'readonly', Infinity: 'readonly',
        parseInt: 'readonly', parseFloat: 'readonly', isNaN: 'readonly', isFinite: 'readonly',
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-len': ['error', 140],
      'no-restricted-syntax': [
        'error',
        ...refused.map(([selector, what]) => ({ selector, message: `AppSync does not take ${what}.` })),
      ],
    },
  },
];

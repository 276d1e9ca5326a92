import { util } from '@aws-appsync/utils';

const PAGE = 100;
const LONGEST = 200;

/** A page of the search table. Its terms are made by products, in SearchTerms; here it is the same for what is asked for. */
export function request(ctx) {
  const name = folded(ctx.args.namePrefix);
  const tag = folded(ctx.args.tag);
  const category = folded(ctx.args.category);
  const values = { ':term': termOf(name, tag, category) };
  let expression = '#term = :term';
  const names = { '#term': 'term' };
  if (name !== '') {
    expression = '#term = :term AND begins_with(#place, :name)';
    names['#place'] = 'place';
    values[':name'] = name;
  }
  return {
    operation: 'Query',
    query: { expression, expressionNames: names, expressionValues: util.dynamodb.toMapValues(values) },
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const ids = ctx.result.items.map((item) => item.productId);
  ctx.stash.productIds = ids.filter((id, i) => ids.indexOf(id) === i); // a product that is renamed meanwhile may be there twice
  ctx.stash.nextToken = ctx.result.nextToken;
  return null;
}

function termOf(name, tag, category) {
  if (tag !== '' && category !== '') {
    return `both#${category}#${tag}`;
  }
  if (tag !== '') {
    return `tag#${tag}`;
  }
  if (category !== '') {
    return `category#${category}`;
  }
  if (name === '') {
    util.error('namePrefix, tag and category are all empty; at least one must be given', 'InvalidInput');
  }
  return `name#${isHalfALetter(name.charAt(0)) ? '~' : name.charAt(0)}`;
}

function folded(text) {
  const whole = util.str.toUpper(util.str.normalize(text ?? '', 'nfc').trim());
  if (whole.length <= LONGEST) {
    return whole;
  }
  return whole.slice(0, whole.charAt(LONGEST - 1) >= '\ud800' && whole.charAt(LONGEST - 1) <= '\udbff' ? LONGEST - 1 : LONGEST);
}

function isHalfALetter(letter) {
  return letter >= '\ud800' && letter <= '\udfff';
}

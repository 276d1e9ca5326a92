import { runtime, util } from '@aws-appsync/utils';

/** What was found, as the catalogue has it now: what has changed meanwhile, so that it is not what was asked for, is left out. */
export function request(ctx) {
  const ids = ctx.stash.productIds;
  if (ids.length === 0) {
    runtime.earlyReturn({ products: [], nextToken: ctx.stash.nextToken });
  }
  const keys = ids.map((productId) => util.dynamodb.toMapValues({ productId }));
  return { operation: 'BatchGetItem', tables: { [ctx.env.PRODUCTS_TABLE]: { keys, consistentRead: true } } };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const unread = ctx.result.unprocessedKeys?.[ctx.env.PRODUCTS_TABLE] ?? [];
  if (unread.length > 0) {
    util.error(`${unread.length} products could not be read; ask again`, 'Unavailable');
  }
  const products = ctx.result.data[ctx.env.PRODUCTS_TABLE]
    .filter((product) => product && isAskedFor(product, ctx.args))
    .map((product) => ({ ...product, version: product.version ?? 0 }));
  return { products, nextToken: ctx.stash.nextToken };
}

function isAskedFor(product, args) {
  const tag = folded(args.tag);
  return (
    folded(product.name).startsWith(folded(args.namePrefix)) &&
    (util.isNullOrBlank(args.category) || folded(product.category) === folded(args.category)) &&
    (tag === '' || (product.tags ?? []).some((one) => folded(one) === tag))
  );
}

function folded(text) {
  return util.isString(text) ? util.str.toUpper(util.str.normalize(text, 'nfc').trim()) : '';
}

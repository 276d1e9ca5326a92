import { runtime, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** No table holds a longer key. */
const LONGEST = 500;

/** What is counted of a product; null where it is not tracked. Of the field's argument, or of the product that the field belongs to. */
export function request(ctx) {
  const productId = ctx.args.productId ?? ctx.source.productId;
  if (util.isNullOrBlank(productId) || productId.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  return get({ key: { productId }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}

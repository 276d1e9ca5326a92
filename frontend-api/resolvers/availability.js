import { util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** How much there is of a tracked product, in a word: never how many. */
export function request(ctx) {
  return get({ key: { productId: ctx.source.productId }, projection: ['available'] });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  if (!ctx.result) {
    return 'NOT_TRACKED';
  }
  if (ctx.result.available > 0) {
    return ctx.result.available > parseInt(ctx.env.LOW_STOCK, 10) ? 'IN_STOCK' : 'LOW';
  }
  return 'OUT';
}

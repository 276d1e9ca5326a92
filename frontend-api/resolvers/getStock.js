import { util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** What is counted of a product; null where it is not tracked. Of the field's argument, or of the product that the field belongs to. */
export function request(ctx) {
  return get({ key: { productId: ctx.args.productId ?? ctx.source.productId }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}

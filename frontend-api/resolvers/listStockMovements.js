import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of what came and went of a product, newest first. */
export function request(ctx) {
  return query({
    index: 'date',
    query: { productId: { eq: ctx.args.productId } },
    scanIndexForward: false,
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { movements: ctx.result.items, nextToken: ctx.result.nextToken };
}

import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of the caller's orders, newest first. */
export function request(ctx) {
  return query({
    index: 'user',
    query: { userId: { eq: ctx.identity.sub } },
    scanIndexForward: false,
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { orders: ctx.result.items, nextToken: ctx.result.nextToken };
}

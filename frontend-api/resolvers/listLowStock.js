import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of the tracked products of which there is little or nothing: only those are in the sparse index. */
export function request(ctx) {
  return query({
    index: 'low',
    query: { low: { eq: 'true' } },
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { stock: ctx.result.items, nextToken: ctx.result.nextToken };
}

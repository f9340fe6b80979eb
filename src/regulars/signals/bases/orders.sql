-- One row for each purchase or return of a known customer up to the day looked at. Cancelled orders
-- never were sales. An order of nothing but postage or fees has amount 0 and is no purchase.
-- Amounts are in the book's currency, at the rate of the order's day; null without a rate.
SELECT
  o.customer_id,
  o.happened_on,
  o.state = 'placed' AND COALESCE(o.amount_minor, 1) > 0 AS is_purchase,
  o.state = 'returned' AS is_return,
  o.book_minor AS amount_minor
FROM order_in_book AS o
WHERE o.customer_id IS NOT NULL AND o.state <> 'cancelled' AND o.happened_on <= $as_of

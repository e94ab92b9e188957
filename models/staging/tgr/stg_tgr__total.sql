{{ staged_rows('tgr', 'bulletin', ['month_start', 'aggregate', 'cumulated_mad']) }}

//! Many news reports and their records: batches, tables, stories.

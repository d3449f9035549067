//! Which pairs of rows and columns, one to one, have the greatest sum?

/// The greatest sum, by Kuhn's and Munkres' algorithm with potentials (Jonker and Volgenant 1987, Computing 38).
pub(super) fn greatest(table: &[Vec<f64>]) -> f64 {
    let columns = table.first().map_or(0, Vec::len);
    if columns == 0 {
        return 0.0;
    }
    let turned: Vec<Vec<f64>>;
    let table = if table.len() > columns {
        turned = (0..columns).map(|j| table.iter().map(|row| row[j]).collect()).collect();
        &turned[..]
    } else {
        table
    };
    let rows = assigned(table);
    rows.iter().enumerate().filter_map(|(j, row)| row.map(|row| table[row][j])).sum()
}

/// The row of each column; there are no more rows than columns. Number 0 of the tables stands for no row, no column.
fn assigned(table: &[Vec<f64>]) -> Vec<Option<usize>> {
    let (n, m) = (table.len(), table[0].len());
    let (mut rows, mut columns) = (vec![0.0; n + 1], vec![0.0; m + 1]);
    let (mut row_of, mut way) = (vec![0; m + 1], vec![0; m + 1]);
    for i in 1..=n {
        row_of[0] = i;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; m + 1];
        let mut used = vec![false; m + 1];
        while row_of[at] != 0 {
            used[at] = true;
            let row = row_of[at];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for j in (1..=m).filter(|j| !used[*j]).collect::<Vec<_>>() {
                let cost = -table[row - 1][j - 1] - rows[row] - columns[j];
                if cost < least[j] {
                    (least[j], way[j]) = (cost, at);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=m {
                if used[j] {
                    rows[row_of[j]] += delta;
                    columns[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    row_of[1..].iter().map(|row| row.checked_sub(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::greatest;

    #[test]
    fn the_best_pairs_are_not_the_greediest() {
        assert_eq!(greatest(&[vec![9.0, 8.0], vec![8.0, 1.0]]), 16.0);
        assert_eq!(greatest(&[vec![1.0], vec![5.0], vec![2.0]]), 5.0);
        assert_eq!((greatest(&[]), greatest(&[vec![]])), (0.0, 0.0));
    }
}

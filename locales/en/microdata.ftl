# What can be wrong with a file of rows that a command reads: microdata, tables of countries.

microdata-file = Cannot read { $path } ({ $detail }). Check the name, and that it is a file.
microdata-no-header = { $path } has no first line that names its columns. Add one.
microdata-twice-named = Two columns are named “{ $name }”. Rename one of them.
microdata-no-columns = The data have no column “{ $name }”. They have: { $present }.
microdata-too-many-words = Column “{ $column }” has more than { $most } different words: it names rows, not classes. Choose another.
microdata-damaged = { $path } breaks off or is not what it seems ({ $detail }). Write it again, then try again.
microdata-cells = { $n ->
    [one] One cell cannot be read. Nothing was computed; correct it, or leave it empty if the value is not known.
   *[other] { $n } cells cannot be read. Nothing was computed; correct them, or leave empty what is not known.
}
microdata-cell = row { $row }, column “{ $column }”: { $text }
microdata-row = row { $row }: { $text }
microdata-rows = { $n } rows, the first being row { $row }: { $text }
microdata-cells-of-column = column “{ $column }”: { $n } cells, the first in row { $row }: { $text }
microdata-is-not-a-number = “{ $value }” is not a number
microdata-is-not-finite = “{ $value }” is too large for a number
microdata-is-ragged = { $value } cells, which is not as many as there are columns
microdata-more = … and { $n } more like these.

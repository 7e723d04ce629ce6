module example.invalid/shared

go 1.19

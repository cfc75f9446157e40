pytest_plugins = ["tests.house"]

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks, wiring

        checks.register_all()
        wiring.bind()

"""System checks: refuse a set-up that would lose or leak."""
